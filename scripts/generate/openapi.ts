/** The parts of a document that the generator reads, with references resolved. */
export interface ResolvedDocument {
  paths?: Record<string, Partial<Record<(typeof methods)[number], Operation>>>;
  components?: {
    schemas?: Record<string, Schema>;
    securitySchemes?: Record<string, Record<string, unknown>>;
  };
  security?: Record<string, unknown>[];
}

export interface Operation {
  operationId?: string;
  summary?: string;
  description?: string;
  parameters?: Parameter[];
  security?: Record<string, unknown>[];
  requestBody?: Content & { required?: boolean };
  responses?: Record<string, Response>;
}

interface Parameter {
  name?: string;
  in?: string;
  required?: boolean;
  description?: string;
  schema?: Schema;
}

interface Response extends Content {
  description?: string;
  headers?: Record<string, { description?: string; example?: unknown }>;
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

/** The operations with their places, in the document's order. */
export function placedOperationsOf({ paths = {} }: ResolvedDocument) {
  return Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation?.operationId ? [{ operationId: operation.operationId, method, path, operation }] : [];
    }),
  );
}

/** The operations by their ID. */
export function operationsOf(document: ResolvedDocument): [operationId: string, Operation][] {
  return placedOperationsOf(document).map(({ operationId, operation }) => [operationId, operation]);
}

/** The HTTP methods of the operations, in upper case. */
export function methodsOf({ paths = {} }: ResolvedDocument): string[] {
  const used = methods.filter((method) => Object.values(paths).some((path) => path[method]));
  return used.map((method) => method.toUpperCase());
}
