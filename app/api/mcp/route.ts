import { answerMcp, onlyPost } from '@/lib/mcp-answer'

/** The memory tools for agents that hold a person's token: see {@link answerMcp}. */
export function POST(request: Request): Promise<Response> {
  return answerMcp(request)
}

export function GET(): Response {
  return onlyPost()
}

export function DELETE(): Response {
  return onlyPost()
}
