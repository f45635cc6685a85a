/** The files of the workspace that may have changed since the last report on all of it. */
export interface Unseen {
  /** @param uris of files, or `all` where anything may look different now, such as after a change of rules */
  readonly add: (uris: readonly string[] | 'all') => void;
  /** Hands out what there is and starts anew. */
  readonly take: () => ReadonlySet<string> | 'all';
  readonly isEmpty: () => boolean;
  /** Resolves when something is added. */
  readonly added: () => Promise<void>;
}

/** Starts with everything unseen. */
export function unseen(): Unseen {
  let files: Set<string> | 'all' = 'all';
  let waiting: (() => void)[] = [];
  return {
    add(uris) {
      if (uris === 'all' || files === 'all') files = 'all';
      else for (const uri of uris) files.add(uri);
      for (const go of waiting) go();
      waiting = [];
    },
    take() {
      const taken = files;
      files = new Set();
      return taken;
    },
    isEmpty: () => files !== 'all' && files.size === 0,
    added: () => new Promise((resolve) => waiting.push(resolve)),
  };
}
