/**
 * The JSON text of `frame` with `items` filled into its list, one to a line, in pieces: a report on a large tree need
 * not be one string.
 * @param frame what comes last in it is the empty list to fill
 * @param print what an item becomes
 */
export function* jsonWithList<T>(frame: object, items: Iterable<T>, print: (item: T) => object): Generator<string> {
  const text = JSON.stringify(frame, undefined, 1);
  const hole = text.lastIndexOf('[]') + 1;
  yield text.slice(0, hole);
  let before = '\n';
  for (const item of items) {
    yield before + JSON.stringify(print(item));
    before = ',\n';
  }
  yield `${before === '\n' ? '' : '\n'}${text.slice(hole)}\n`;
}
