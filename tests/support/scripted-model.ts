// A chat model that does as it is told: the one thing in an agent's loop that no test can have for real.
import type { BaseLanguageModelInput } from '@langchain/core/language_models/base'
import { BaseChatModel, type BindToolsInput } from '@langchain/core/language_models/chat_models'
import { AIMessage, type AIMessageChunk, type BaseMessage } from '@langchain/core/messages'
import type { ChatResult } from '@langchain/core/outputs'
import type { Runnable } from '@langchain/core/runnables'

/** A tool's name, and the arguments that the model makes up for it. */
export type ScriptedCall = [name: string, args: Record<string, unknown>]

/** What a person says → the calls of each step until the model answers in words. */
export type Script = Record<string, ScriptedCall[][]>

/** Keeps no state: what comes next follows from the conversation, so any number of people may talk to it at once. */
export class ScriptedModel extends BaseChatModel {
  constructor(readonly script: Script) {
    super({})
  }

  override _llmType(): string {
    return 'scripted'
  }

  override bindTools(_: BindToolsInput[]): Runnable<BaseLanguageModelInput, AIMessageChunk> {
    return this as unknown as Runnable<BaseLanguageModelInput, AIMessageChunk>
  }

  override async _generate(messages: BaseMessage[]): Promise<ChatResult> {
    const asked = messages.findLastIndex((message) => message.getType() === 'human')
    const said = messages[asked]?.text ?? ''
    const steps = this.script[said]
    if (steps === undefined) throw new Error(`the script has nothing for: ${said}`)
    const step = messages.slice(asked + 1).filter((message) => message.getType() === 'ai').length
    const message = new AIMessage({
      content: steps[step] === undefined ? 'Done.' : '',
      tool_calls: (steps[step] ?? []).map(([name, args], at) => ({
        name,
        args,
        id: `call_${messages.length}_${at}`,
        type: 'tool_call' as const,
      })),
    })
    return { generations: [{ text: message.text, message }] }
  }
}
