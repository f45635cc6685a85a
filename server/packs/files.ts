/** The files of the machine, as far as packs need them. All paths are absolute. Tests hand in a map. */
export interface Files {
  /** The text of a file; undefined where there is none, or it cannot be read as one. */
  read(path: string): string | undefined;
  /** All files below a folder, at any depth, sorted; empty where there is no such folder. */
  list(folder: string): readonly string[];
  /** Where a path leads once its symbolic links are followed; undefined where it leads nowhere. Absent: there are no links. */
  realPath?(path: string): string | undefined;
}
