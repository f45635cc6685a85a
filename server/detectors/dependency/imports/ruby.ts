import type { KeywordHits } from '../../../engine/keywordHits.ts';
import type { Source } from '../../../engine/source.ts';
import type { Dependency } from '../dependency.ts';
import { wordEnd } from './wordEnd.ts';

/** The gems that `require 'name/…'` may mean; what comes with Ruby is left out. */
export function rubyImports({ text }: Source, hits: KeywordHits): Dependency[] {
  const found: Dependency[] = [];
  for (let i = 0; i < hits.ends.length; i++) {
    const hit = wordEnd(text, hits.ends[i]!);
    const before = text.slice(Math.max(0, hit - 60), hit);
    const match = /^[ (]{0,2}(["'])([a-z][\w-]{0,100})((?:\/[\w./-]{0,100})?)\1/.exec(text.slice(hit, hit + 220));
    if (!match || !/(?:^|\n)[ \t]*require$/.test(before) || standard.has(match[2]!)) continue;
    const start = hit + match[0].length - 1 - match[3]!.length - match[2]!.length;
    const span = { start, end: start + match[2]!.length };
    found.push({ ecosystem: 'gem', name: match[2]!, span, wants: 'unclear' });
  }
  return found;
}

/** What comes with Ruby, default and bundled gems included (docs.ruby-lang.org, 1.8 to 3.4). */
const standard: ReadonlySet<string> = new Set(
  (
    'abbrev base64 benchmark bigdecimal bundler bundled_gems cgi continuation coverage csv date dbm debug delegate ' +
    'did_you_mean digest drb e2mmap English enumerator erb error_highlight etc expect fcntl fiber fiddle fileutils find ' +
    'forwardable gdbm getoptlong iconv io ipaddr irb jcode json kconv logger mathn matrix minitest mkmf monitor mutex_m ' +
    'net nkf objspace observer open open-uri open3 openssl optparse optionparser ostruct parsearg pathname power_assert ' +
    'pp prettyprint prime profile profiler pstore psych pty racc racc rake random rational rbconfig rbs rdoc readline ' +
    'reline resolv resolv-replace rexml rinda ripper rss rubygems scanf sdbm securerandom set shell shellwords singleton ' +
    'socket soap stringio strscan sync syntax_suggest syslog tempfile test test-unit thread thwait time timeout tk tmpdir ' +
    'tracer tsort typeprof un unicode_normalize uri weakref webrick win32 win32ole xmlrpc yaml zlib'
  ).split(' '),
);
