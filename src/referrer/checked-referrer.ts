import type { faults } from "./match-pattern.js";
import type { mistakes } from "./mistakes.js";

/**
 * A match pattern that the compiler checks. A wrong literal, such as `"localhost:3000/*"`, does not compile, and the error
 * names the repair. A `string` and a template with a part that is known only at run time are accepted.
 *
 * @example
 * import type { CheckedReferrer } from "complycube-tokens/referrer";
 *
 * const open = <T extends string>(referrer: CheckedReferrer<T>) => referrer;
 * open("http://localhost:3000/*");
 */
export type CheckedReferrer<T extends string | undefined> = [T] extends [string]
  ? Record<never, never> extends Record<T, 1>
    ? T
    : // Without `NoInfer` the compiler looks for `T` in every branch below: thousands of instantiations a call.
      NoInfer<CheckedLiteral<T>>
  : Unset<"referrer">;

/** An app ID that the compiler checks. The pattern of a page does not compile; a `string` is accepted. */
export type CheckedAppId<T extends string | undefined> = [T] extends [string]
  ? T extends `${string}${"/" | ":" | "*" | "<"}${string}`
    ? (typeof mistakes)["page"]
    : T
  : Unset<"appId">;

type Unset<Name extends string> = `\`${Name}\` may be undefined. ${(typeof mistakes)["unset"]}`;

type CheckedLiteral<T extends string> = T extends "<all_urls>"
  ? T
  : Trim<T> extends `${string}${Separator}${"*" | "http" | "https"}://${string}`
    ? (typeof mistakes)["several"]
    : CheckedScheme<T>;

type Write<Fault extends string, Repair extends string> = Repair extends `${string}://*${"/" | ":"}${string}`
  ? Fault
  : `${Fault} Write ${Repair}`;

type CheckedScheme<T extends string> = T extends `${infer Scheme}://${infer Rest}`
  ? Scheme extends "http" | "https" | "*"
    ? CheckedRest<T, Scheme, Rest>
    : Scheme extends "file" | "ftp"
      ? `No Referer begins with ${Scheme}:.`
      : Scheme extends `${string}/${string}`
        ? Schemeless<T>
        : Write<BadScheme, `${RepairedScheme<Lowercase<Trim<Scheme>>>}://${WithPath<Trim<Rest>>}`>
  : T extends `${infer Scheme extends "http" | "https"}:${infer Rest}`
    ? WithoutSlash<Rest> extends ""
      ? BadScheme
      : Write<BadScheme, `${Scheme}://${WithPath<WithoutSlash<Rest>>}`>
    : Schemeless<T>;

type BadScheme = (typeof faults)["invalid-scheme"];
type NoHost = (typeof faults)["empty-host"];
type RepairedScheme<Scheme extends string> = Scheme extends "http" ? "http" : "https";

/** Suggests a repair only for what looks like a host, not for `about:blank`. */
type Schemeless<T extends string> = T extends `//${infer Rest}`
  ? Schemeless<Rest>
  : T extends `${string}.${string}${Separator}${string}.${string}`
    ? (typeof mistakes)["several"]
    : T extends `${string}${"@" | ","}${string}` | `*${Letter}${string}`
      ? BadScheme
      : T extends `${ReverseDomain}.${string}`
        ? T extends `${string}${"/" | ":"}${string}`
          ? HostOnly<T>
          : HostOnly<T, `${(typeof mistakes)["app"]} ${BadScheme}`>
        : HostOnly<T>;
type HostOnly<T extends string, Fault extends string = BadScheme> = T extends `${string}.${string}` | Localhost
  ? Write<Fault, `${SchemeFor<T>}://${WithPath<T>}`>
  : BadScheme;
type Separator = Blank | "," | ";" | "|";
type Blank = " " | "\t" | "\n";
type ReverseDomain = "app" | "co" | "com" | "dev" | "io" | "net" | "org";
type Localhost = "localhost" | `localhost${":" | "/"}${string}`;
type SchemeFor<Rest extends string> = Rest extends Localhost | `127.${string}` ? "http" : "https";
type WithPath<Rest extends string> = Rest extends `${string}/${string}` ? Rest : `${WithoutQuery<Rest>}/*`;
type WithoutQuery<Rest extends string> = Rest extends `${infer Host}${"?" | "#" | " "}${string}` ? Host : Rest;
type WithoutSlash<Rest extends string> = Rest extends `/${infer Path}` ? Path : Rest;
type Trim<T extends string> = T extends `${Blank}${infer Rest}` | `${infer Rest}${Blank}` ? Trim<Rest> : T;
type Letter = "a" | "b" | "c" | "d" | "e" | "f" | "g" | "h" | "i" | "j" | "k" | "l" | "m" | LaterLetter;
type LaterLetter = "n" | "o" | "p" | "q" | "r" | "s" | "t" | "u" | "v" | "w" | "x" | "y" | "z";

type CheckedRest<
  T extends string,
  Scheme extends string,
  Rest extends string,
> = Rest extends `${infer Authority}/${string}`
  ? Authority extends ""
    ? NoHost
    : Authority extends `[${string}`
      ? T
      : Authority extends `${infer Host}:${infer Port}`
        ? CheckedPort<T, Scheme, Rest, Host, Port>
        : CheckedHost<T, Authority>
  : Rest extends ""
    ? NoHost
    : Write<NoPath, `${PortScheme<Scheme, Rest>}://${WithoutQuery<Rest>}/*`>;
type NoPath = (typeof faults)["empty-path"];
type PortScheme<Scheme extends string, Rest extends string> = [Scheme, Rest] extends ["*", `${string}:${string}`]
  ? SchemeFor<Rest>
  : Scheme;

type CheckedPort<
  T extends string,
  Scheme extends string,
  Rest extends string,
  Host extends string,
  Port extends string,
> = Port extends "*"
  ? CheckedHost<T, Host>
  : IsNumber<Port> extends false
    ? BadPort
    : Scheme extends "*"
      ? Write<BadPort, `${SchemeFor<Rest>}://${Rest}`>
      : CheckedHost<T, Host>;
type BadPort = (typeof faults)["invalid-port"];
/** Not `${number}`, which also accepts `1e3` and `-1`. */
type IsNumber<Text extends string> = Text extends `${Digit}${infer Rest}`
  ? Rest extends ""
    ? true
    : IsNumber<Rest>
  : false;
type Digit = "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9";

type CheckedHost<T extends string, Host extends string> = Host extends "*"
  ? T
  : Host extends "" | "*."
    ? NoHost
    : Host extends `*.${infer Name}`
      ? CheckedName<T, Name>
      : CheckedName<T, Host>;

type CheckedName<T extends string, Name extends string> = Name extends `${string}*${string}`
  ? Name extends `*${infer Rest}`
    ? Rest extends `${string}*${string}` | `-${string}`
      ? BadWildcard
      : Rest extends `${string}.${string}`
        ? T extends `${infer Before}://*${Rest}${infer After}`
          ? Write<BadWildcard, `${Before}://*.${Rest}${After}`>
          : BadWildcard
        : BadWildcard
    : BadWildcard
  : Name extends `${string}${Forbidden}${string}`
    ? Name extends `${string}.${string}${Separator}${string}.${string}`
      ? (typeof mistakes)["several"]
      : (typeof faults)["invalid-host"]
    : T;
type BadWildcard = (typeof faults)["invalid-host-wildcard"];
type Forbidden = "@" | "#" | "?" | "\\" | "<" | ">" | "^" | "|" | "[" | "]" | " " | "\t" | "\n";
