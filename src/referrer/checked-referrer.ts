/**
 * A match pattern that the compiler has checked as far as it can: a wrong literal does not compile, and the error names
 * the repair. A `string`, and a template with a part that is known at run time alone, pass.
 *
 * @example
 * declare function open<T extends string>(referrer: CheckedReferrer<T>): void;
 * open("localhost:3000/*"); // … not assignable to type '"A match pattern begins … Write http://localhost:3000/*"'
 */
export type CheckedReferrer<T extends string> =
  Record<never, never> extends Record<T, 1> ? T : T extends "<all_urls>" ? T : CheckedScheme<T>;

type Write<Fault extends string, Repair extends string> = `${Fault} Write ${Repair}`;

type CheckedScheme<T extends string> = T extends `${infer Scheme}://${infer Rest}`
  ? Scheme extends "http" | "https" | "*"
    ? CheckedRest<T, Scheme, Rest>
    : Scheme extends "file" | "ftp"
      ? `No browser sends a Referer that begins with ${Scheme}:`
      : Write<
          BadScheme,
          Scheme extends `${string}/${string}` ? WithScheme<T> : `${RepairedScheme<Lowercase<Scheme>>}://${Rest}`
        >
  : T extends `${"http" | "https"}:${infer Rest}`
    ? Write<"The scheme must be followed by ://", `https://${WithPath<Rest>}`>
    : Write<BadScheme, WithScheme<T>>;

type BadScheme = "A match pattern begins with https://, http:// or *:// in lower case.";
type RepairedScheme<Scheme extends string> = Scheme extends "http" ? "http" : "https";

type WithScheme<T extends string> = T extends `//${infer Rest}`
  ? `https://${WithPath<Rest>}`
  : `${SchemeFor<T>}://${WithPath<T>}`;
type SchemeFor<Rest extends string> = Rest extends `localhost${string}` | `127.${string}` ? "http" : "https";
type WithPath<Rest extends string> = Rest extends `${string}/${string}` ? Rest : `${Rest}/*`;

type CheckedRest<
  T extends string,
  Scheme extends string,
  Rest extends string,
> = Rest extends `${infer Authority}/${string}`
  ? Authority extends ""
    ? "A match pattern has a host between :// and the path."
    : Authority extends `[${string}`
      ? T
      : Authority extends `${infer Host}:${infer Port}`
        ? CheckedPort<T, Scheme, Rest, Host, Port>
        : CheckedHost<T, Scheme, Authority>
  : Write<"A match pattern has a path.", `${Scheme}://${WithoutQuery<Rest>}/*`>;
type WithoutQuery<Rest extends string> = Rest extends `${infer Host}${"?" | "#"}${string}` ? Host : Rest;

type CheckedPort<
  T extends string,
  Scheme extends string,
  Rest extends string,
  Host extends string,
  Port extends string,
> = Port extends "*"
  ? CheckedHost<T, Scheme, Host>
  : IsNumber<Port> extends false
    ? "A port is a number up to 65535, or *."
    : Scheme extends "*"
      ? Write<"A port needs https:// or http:// in front.", `${SchemeFor<Rest>}://${Rest}`>
      : CheckedHost<T, Scheme, Host>;
/** Not by `${number}`, to which `1e3` and `-1` are numbers too. */
type IsNumber<Text extends string> = Text extends `${Digit}${infer Rest}`
  ? Rest extends ""
    ? true
    : IsNumber<Rest>
  : false;
type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

type CheckedHost<T extends string, Scheme extends string, Host extends string> = Host extends "*"
  ? T
  : Host extends "" | "*."
    ? "A match pattern has a host between :// and the path."
    : Host extends `*.${infer Name}`
      ? CheckedName<T, Scheme, Name>
      : CheckedName<T, Scheme, Host>;

type CheckedName<T extends string, Scheme extends string, Name extends string> = Name extends `${string}*${infer Rest}`
  ? WithoutDot<Rest> extends `${string}.${string}`
    ? Write<BadWildcard, `${Scheme}://*.${WithoutDot<Rest>}/*`>
    : BadWildcard
  : Name extends `${string}${Forbidden}${string}`
    ? "No URL can have this host."
    : T;
type BadWildcard = "In a host, * stands alone, or at the front with a dot behind it.";
type WithoutDot<Name extends string> = Name extends `.${infer Rest}` ? Rest : Name;
type Forbidden = "@" | "#" | "?" | "\\" | "<" | ">" | "^" | "|" | "[" | "]" | " " | "\t" | "\n";
