// The plainest other side of a search: every vector in memory, one loop, the ten closest.
export function plainLoop(vectors: Float32Array[], question: Float32Array): number[] {
  const length = (vector: Float32Array) => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
  const own = length(question)
  const scores = vectors.map((vector, at) => {
    let dot = 0
    let square = 0
    for (let index = 0; index < vector.length; index++) {
      const value = vector[index] as number
      dot += value * (question[index] as number)
      square += value * value
    }
    return { at, score: dot / (own * Math.sqrt(square)) }
  })
  return scores
    .sort((a, b) => b.score - a.score)
    .slice(0, 10)
    .map(({ at }) => at)
}
