/** Makes work that never overlaps with itself: a call waits until the one before it has ended, well or not. */
export function inTurn(work: () => Promise<void>): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(work, work);
    return last;
  };
}
