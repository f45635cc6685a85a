import { sliceOf, type Tokens } from './tokens.ts';

/** What the other side sent: by the names that frameworks give it. */
export function isRequest(chain: string): boolean {
  return /^(?:(?:this\.)?(?:ctx|context|c|e|event)\.)?(?:req|request|r|Request|\$request|params|\$_(?:GET|POST|REQUEST|COOKIE|SERVER))(?:$|[.[(]|->)/.test(
    chain,
  )
    ? /(?:^params|\$_(?:GET|POST|REQUEST|COOKIE)|(?:query|param|body|form|args|arguments|header|cookie|values|GET|POST|data|json|url|uri|path|host|useragent|referer|input|queryString|FormValue|PostForm|URL|get_json|files|originalUrl|search)\w*)/i.test(
        chain,
      )
    : /^(?:input|gets|ARGV|sys\.argv|process\.argv|os\.Args|args\[)/.test(chain);
}

/** The whole environment, all headers, the whole body: as frameworks call them. */
export function isEverything(tokens: Tokens, from: number, to: number): boolean {
  const chain = sliceOf(tokens, from, to)
    .replace(/\?\.|!\.|\?->|->/g, '.')
    .replace(/^(?:await |this\.|self\.|ctx\.|context\.|event\.|args\.|std::|http\.|HttpContext\.){1,4}/, '')
    .replace(
      /(?:\.(?:to_h|to_hash|to_unsafe_h|to_json|inspect|copy\(\)|items\(\)|to_dict\(\)|read|ReadToEnd\(\)|decode\([^()]*\))){1,3}$/,
      '',
    );
  // Of JavaScript, all of it is printed; elsewhere its name.
  if (tokens.grammar.regexes && /^(?:req|error\.config|err\.config|error\.request|error\.response)$/.test(chain))
    return true;
  if (tokens.grammar.symbols && /^(?:ENV|params|session|cookies)$/.test(chain)) return true;
  return everything.test(chain);
}

const everything =
  /^(?:process\.env|import\.meta\.env|Deno\.env\.toObject\(\)|(?:os\.)?environ|(?:System\.)?getenv\(\s*\)|System\.getProperties\(\)|os\.Environ\(\)|Environment\.GetEnvironmentVariables\([^()]*\)|env::vars\(\)|Platform\.environment|ProcessInfo\.processInfo\.environment|(?:req|request|r|Request|c\.Request|c\.request|call\.request|options|\$request|\$this\.request|headers_request)\.(?:headers(?:\(\)|\.all\(\)|\.entries\(\))?|rawHeaders|all\(\)|input\(\)|getContent\(\)|body(?:\(\))?|cookies|signedCookies|META|COOKIES|POST|data|json(?:\(\))?|form(?:\(\))?|values|env|environ|get_json\([^()]*\)|get_data\([^()]*\)|Header|Headers|Form|PostForm|Cookies(?:\(\))?|Body|getParameterMap\(\)|getHeaderNames\(\)|getCookies\(\)|getHeaders\(\))|httputil\.Dump\w+\([^()]*\)|\w+\.GetDebugView\(\)|app\.config|(?:vars|locals|globals)\(\)|\$_(?:SERVER|ENV|POST|REQUEST|COOKIE|SESSION|GET)|\$GLOBALS|getallheaders\(\)|apache_request_headers\(\))$/;
