import type { KeywordHits } from '../../../engine/keywordHits.ts';
import type { Source } from '../../../engine/source.ts';
import type { Dependency } from '../dependency.ts';
import { commandsNear, type Word } from './commands.ts';
import { type Manager, managerOf } from './managers.ts';

/** The packages that commands in Dockerfiles, shell scripts and pipelines install, one after the other. */
export function installs(source: Source, hits: KeywordHits): Dependency[] {
  if (source.language === 'yaml' && !pipeline.test(source.path)) return [];
  // What a script or pipeline installs is gone with the machine it ran on; an image is shipped.
  const customary = source.language !== 'dockerfile';
  return commandsNear(source, hits).flatMap((words) =>
    installedBy(words).map((found) => (customary ? { ...found, customary } : found)),
  );
}

/** YAML whose texts are commands. */
const pipeline =
  /(?:^|\/)(?:\.github\/|\.circleci\/|\.buildkite\/|\.azure|action\.ya?ml$|azure-pipelines|bitbucket-pipelines|cloudbuild|buildspec|appveyor|[^/]*gitlab-ci)/;

function installedBy(command: readonly Word[]): Dependency[] {
  const words = withoutWrapper(command);
  const manager = words[0] && managerOf(words[0].text);
  const call = manager && callOf(words.slice(1), manager);
  if (!call || call.options.some((option) => manager.pinning?.has(option))) return [];
  const found = call.packages.map(
    (word): Dependency => ({
      ecosystem: manager.ecosystem,
      name: manager.name(word.text),
      span: word.span,
      wants: manager.wants(word.text, call.verb),
      command: command[0]!.span.start,
      ...(manager.ecosystem === 'system' ? { customary: true } : {}),
    }),
  );
  return manager.ecosystem === 'pypi' ? found.filter(({ name }) => !installers.has(name.toLowerCase())) : found;
}

/** What pip itself consists of is brought up to date everywhere, and is no dependency of the program. */
const installers: ReadonlySet<string> = new Set(['pip', 'setuptools', 'wheel']);

/** Without `sudo -E`, `env A=b`, `python -m` and their kind. */
function withoutWrapper(words: readonly Word[]): readonly Word[] {
  let at = 0;
  for (let word = words[at]?.text; word !== undefined; word = words[at]?.text) {
    const isPython = /(?:^|\/)(?:python[\d.]*|py)$/.test(word);
    if (isPython && words[at + 1]?.text === '-m') at += 2;
    else if (
      /^(?:sudo|env|exec|time|command|nice|eatmydata|then|do|else|if|!|\$)$/.test(word) ||
      /^[A-Za-z_]\w*=/.test(word)
    )
      at++;
    else if (word.startsWith('-') && at > 0) at++;
    else break;
  }
  return words.slice(at);
}

interface Call {
  readonly verb: string;
  readonly packages: readonly Word[];
  readonly options: readonly string[];
}

/** Reads the arguments; undefined where they install nothing. */
function callOf(words: readonly Word[], manager: Manager): Call | undefined {
  const plain: Word[] = [];
  const options: string[] = [];
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word.text === '--') break;
    if (!word.text.startsWith('-') || word.text === '-') {
      plain.push(word);
      continue;
    }
    const option = word.text.split('=')[0]!;
    options.push(option);
    if (manager.valued.has(word.text)) at++;
  }
  const verb = manager.verbs.find((verb) => verb.every((part, index) => plain[index]?.text === part));
  if (!verb) return undefined;
  const packages = plain.slice(verb.length);
  return { verb: verb[0]!, packages: manager.single ? packages.slice(0, 1) : packages, options };
}
