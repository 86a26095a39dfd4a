// Buttons in the four looks: plain, the one main action, what deletes, and what deletes for good. Links that look like them use buttonClass.
import type { ComponentProps } from 'react'

export type ButtonLook = 'plain' | 'main' | 'erase' | 'erase main'

export function buttonClass(look: ButtonLook = 'plain'): string {
  return look === 'plain' ? 'button' : `button ${look}`
}

export type ButtonProps = Omit<ComponentProps<'button'>, 'className' | 'style'> & { look?: ButtonLook }

export function Button({ look = 'plain', type = 'button', ...rest }: ButtonProps) {
  return <button className={buttonClass(look)} type={type} {...rest} />
}
