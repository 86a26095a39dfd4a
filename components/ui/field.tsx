// A labelled input or growing textarea; what is wrong with it is said below and tied to it.
import { type ComponentProps, type ReactNode, useId } from 'react'
import { Glyph } from './glyph'
import { useAlive } from './use-alive'

type Shared = {
  label: ReactNode
  /** One sentence about what to write. */
  help?: ReactNode
  /** What is wrong, and how to mend it. */
  problem?: string | null
  /** `said` sets people's words in the reading face. */
  face?: 'plain' | 'said'
}

export type FieldProps = Shared & Omit<ComponentProps<'input'>, 'className' | 'style'>
export type TextFieldProps = Shared & Omit<ComponentProps<'textarea'>, 'className' | 'style'>

/** One line. */
export function Field({ label, help, problem, face = 'plain', id, ...rest }: FieldProps) {
  const field = useField(id, help, problem)
  return (
    <Around {...{ label, help, problem, field }}>
      <input {...field.control} className={inputClass(face)} {...rest} readOnly={field.isLocked || rest.readOnly} />
    </Around>
  )
}

/** Grows with its text. `rows={1}` begins as one line. */
export function TextField({ label, help, problem, face = 'said', id, ...rest }: TextFieldProps) {
  const field = useField(id, help, problem)
  return (
    <Around {...{ label, help, problem, field }}>
      <textarea
        dir="auto"
        {...field.control}
        className={rest.rows === 1 ? `${inputClass(face)} single` : inputClass(face)}
        {...rest}
        readOnly={field.isLocked || rest.readOnly}
      />
    </Around>
  )
}

/** The sentence that says what is wrong, for fields built by hand: point `aria-describedby` at its id. */
export function FieldProblem({ id, children }: { id: string; children: ReactNode }) {
  return (
    <p className="wrong" id={id} role="alert">
      <Glyph name="warning" /> {children}
    </p>
  )
}

function inputClass(face: 'plain' | 'said' = 'plain'): string {
  return face === 'plain' ? 'input' : `input ${face}`
}

type Tied = ReturnType<typeof useField>

function useField(given: string | undefined, help: ReactNode, problem: string | null | undefined) {
  const made = useId()
  const id = given ?? made
  const wrong = problem === undefined || problem === null || problem === '' ? undefined : `${id}-wrong`
  const helped = help === undefined || help === null ? undefined : `${id}-help`
  const isLocked = !useAlive()
  return {
    id,
    isLocked,
    wrong,
    helped,
    control: {
      id,
      'aria-invalid': wrong === undefined ? undefined : true,
      'aria-describedby': [wrong, helped].filter((part) => part !== undefined).join(' ') || undefined,
    },
  }
}

function Around({ label, help, problem, field, children }: Shared & { field: Tied; children: ReactNode }) {
  return (
    <div className="field">
      <label htmlFor={field.id}>{label}</label>
      {children}
      {field.wrong === undefined ? null : <FieldProblem id={field.wrong}>{problem}</FieldProblem>}
      {field.helped === undefined ? null : (
        <p className="help" id={field.helped}>
          {help}
        </p>
      )}
    </div>
  )
}
