/** The parts of a document that the generator reads, with references resolved. */
export interface ResolvedDocument {
  paths?: Record<string, Partial<Record<(typeof methods)[number], Operation>>>;
  components?: { schemas?: Record<string, Schema> };
}

export interface Operation {
  operationId?: string;
  requestBody?: Content;
  responses?: Record<string, Content>;
}

interface Content {
  content?: Record<string, MediaType>;
}

export interface MediaType {
  schema?: Schema;
  examples?: Record<string, { summary?: string; value: unknown }>;
}

export type Schema = boolean | { [keyword: string]: unknown };

const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/** The operations by their ID, in the document's order. */
export function operationsOf(document: ResolvedDocument): [operationId: string, Operation][] {
  return Object.values(document.paths ?? {}).flatMap((path) =>
    methods.flatMap((method): [string, Operation][] => {
      const operation = path[method];
      return operation?.operationId ? [[operation.operationId, operation]] : [];
    }),
  );
}

/** The HTTP methods of the operations, in upper case. */
export function methodsOf({ paths = {} }: ResolvedDocument): string[] {
  const used = methods.filter((method) => Object.values(paths).some((path) => path[method]));
  return used.map((method) => method.toUpperCase());
}
