// What functions and members do with a value, as far as their names tell in any language.

/** Parts of a chain after which the value is the same. */
export function isNeutral(name: string, call: number): boolean {
  return call >= 0
    ? /^(?:to_?string|to_?s|trim|strip|text|value|getText|getValue|get|unwrap|unwrap_or|unwrap_or_default|expect|clone|to_owned|as_str|as_ref|as_deref|to_lower(?:_?case)?|toUpperCase|toLowerCase|toCharArray|getBytes|encode|decode|json|await|then|orElse|orElseThrow|valueOf|gsub|sub|expose_secret|into|ok|to_vec|asString|readText|toByteArray|description|data|replace|split|concat|copy)$/i.test(
        name,
      )
    : /^(?:value|val|text|string|current|data|await|innerText|Value|String|Text|description|rawValue|raw)$/.test(name);
}

/** Functions that show what they are given. */
export const showing =
  /^(?:\w{0,40}(?:Error|Exception)|String|str|repr|format|sprintf|Sprintf|Sprint|Sprintln|stringify|dumps|dump|join|concat|to_?json|json_encode|JSON|btoa|b64encode|base64_?encode|encode_?to_?string|urlsafe_b64encode|encodeURIComponent|escape|quote|quote_plus|urlencode|inspect|pprint|f|printf|byte|bytes|bytearray|string|Buffer|from|of|listOf|mapOf|asList|dict|Object|assign|toString|valueOf|Errorf|fmt|interpolate|Text|compact|array_merge|http_build_query|serialize|Serialize|marshal|Marshal|MarshalIndent|print_r|var_export|format!|concat!|plus|append|add|put|encode)$/;

/** Functions whose result does not give away what they are given. */
export const hiding =
  /(?:redact|mask|hash|hmac|sha\d|md5|crypt|digest|fingerprint|sanitiz|scrub|obfuscat|censor|anonymi|pseudonym|truncat|shorten|elide|protect|seal|^is[A-Z_]|^has[A-Z_]|^(?:len|length|size|count|bool|Boolean|isset|empty|exists|defined|typeof|validate|verify|compare|equals|matches|test|includes|contains|startsWith|endsWith|indexOf|check|strlen|slice|substr|substring|last4|first4|hide|clean|strip_secrets|filter|omit)$)/i;

/** Functions that take apart what they are given. */
export const taking =
  /^(?:parse\w*|ParseQuery|URL|URLSearchParams|decodeURIComponent|unescape|unquote\w*|urldecode|fromEntries|split|Split|unwrap_or\w*)$/;

/** Functions that get what they are asked for by its name. */
export const getting =
  /^(?:get|fetch|getenv|env|getItem|getString|get_secret|getSecret|getParameter|getHeader|header|headers|param|params|cookie|cookies|cookie_jar|config|value|lookup|read|load|Get|Getenv|GetString|var|fetch!|getProperty|GetEnvironmentVariable|getStringExtra|stringForKey|string|find|pop|getOrThrow|getOrDefault|request|input)$/;
