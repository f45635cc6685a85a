import type { Source } from '../../engine/source.ts';
import { textOf } from '../tokens.ts';
import type { JsTokens } from './tokens.ts';

/**
 * Whether the program clearly runs where its user can read it: in a page or an app. There is no environment there, and
 * nothing that it holds stays secret.
 */
export function runsInBrowser({ path, language }: Source, tokens: JsTokens): boolean {
  const strings = tokens.list.flatMap(({ kind }, at) => (kind === 'string' ? [textOf(tokens, at).slice(1, -1)] : []));
  if (strings.includes('use client')) return true;
  if (serverPath.test(path) || strings.some((text) => serverText.test(text)) || usesServerNames(tokens)) return false;
  return language.endsWith('react') || strings.some((text) => clientModule.test(text)) || usesPage(tokens);
}

/** Where frameworks put what runs on the server. */
const serverPath =
  /(?:^|\/)(?:server|api|functions|lambda|scripts|cli|bin|test|tests|__tests__)\/|\.server\.\w+$|(?:^|\/)(?:route|middleware|server)\.\w+$/;

/** Directives and names of modules that only a server has. */
const serverText =
  /^(?:use server|server-only|node:.+|fs|fs\/promises|path|http|https|os|net|tls|child_process|worker_threads|express|fastify|koa|hono|@hapi\/.+|@nestjs\/.+|next\/(?:server|headers|cache)|react-dom\/server|dotenv|dotenv\/config|pg|mysql2?|mongodb|mongoose|redis|ioredis|@prisma\/client|puppeteer|playwright|@aws-sdk\/.+|aws-sdk)$/;

const clientModule =
  /^(?:react-dom|react-dom\/client|react-native|vue|svelte|preact|@angular\/.+|expo|expo-.+|jquery)$/;

function usesServerNames(tokens: JsTokens): boolean {
  return tokens.list.some(({ kind }, at) => {
    if (kind !== 'name' || textOf(tokens, at - 1) === '.') return false;
    const text = textOf(tokens, at);
    if (/^(?:__dirname|__filename|getServerSideProps|getStaticProps|Deno|Bun)$/.test(text)) return true;
    // Bundlers put these variables into the page, so reading them says nothing.
    if (text !== 'process' || textOf(tokens, at + 1) !== '.') return false;
    const member = textOf(tokens, at + 2);
    return member === 'env'
      ? !/^(?:NODE_ENV|(?:NEXT_PUBLIC|REACT_APP|EXPO_PUBLIC|VITE)_.*)$/.test(textOf(tokens, at + 4))
      : true;
  });
}

function usesPage(tokens: JsTokens): boolean {
  return tokens.list.some(({ kind }, at) => {
    if (kind !== 'name' || textOf(tokens, at + 1) !== '.' || textOf(tokens, at - 1) === '.') return false;
    const member = textOf(tokens, at + 2);
    switch (textOf(tokens, at)) {
      case 'window':
      case 'localStorage':
      case 'sessionStorage':
        return true;
      case 'document':
        return /^(?:getElement\w*|querySelector\w*|createElement|addEventListener|cookie|body|head|documentElement)$/.test(
          member,
        );
      default:
        return false;
    }
  });
}
