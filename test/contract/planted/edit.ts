type Node = { [key: string]: Node };

/** A change of the spec, made in place. */
export type Edit = (document: object) => void;

type Verdict = "breaks" | "is fine";

/** A change, and whether callers mind it, and whether they mind its reverse. */
export type Planted = [change: string, edits: Edit[], forth: Verdict, back: Verdict];

/** Puts a value at a place of the spec, such as `#/components/schemas/Token/required`. */
export function set(pointer: string, value: unknown): Edit {
  return (document) => {
    const [parent, key] = locate(document, pointer);
    Object.assign(parent, { [key]: structuredClone(value) });
  };
}

export function remove(pointer: string): Edit {
  return (document) => {
    const [parent, key] = locate(document, pointer);
    if (!(key in parent)) throw new Error(`the spec has nothing at ${pointer}`);
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
  };
}

export function rename(pointer: string, name: string): Edit {
  return (document) => {
    const [parent, key] = locate(document, pointer);
    const { [key]: value, ...others } = parent;
    for (const other of Object.keys(parent)) delete parent[other];
    Object.assign(parent, others, { [name]: value });
  };
}

function locate(document: object, pointer: string): [parent: Node, key: string] {
  const keys = pointer
    .slice(2)
    .split("/")
    .map((key) => key.replaceAll("~1", "/"));
  const last = keys.pop() ?? "";
  let node = document as Node;
  for (const key of keys) {
    const next = node[key];
    if (!next) throw new Error(`the spec has nothing at ${pointer}`);
    node = next;
  }
  return [node, last];
}
