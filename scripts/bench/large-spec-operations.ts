import type { Resource } from "./large-spec.js";

const refusals = `"401": { $ref: "#/components/responses/Unauthorized" }
        "429": { $ref: "#/components/responses/TooMany" }
        default: { $ref: "#/components/responses/Failed" }`;

/** As YAML; the first operation of a path brings the path along. */
export function operations({ area, path, name }: Resource): string[] {
  const whole = (description: string, key: string) => `description: ${description}
          content:
            application/json:
              schema: { $ref: "#/components/schemas/${name}" }
              examples:
                ${key}:
                  summary: A ${name} with what most have
                  value:
                    id: 5f1e0c7a9b2d4e6f8a0c1b2d
                    name: First
                    status: draft
                    createdAt: "2026-01-01T00:00:00Z"
                    updatedAt: null
                    owner: 0a1b2c3d4e5f60718293a4b5
                    total: { amount: 1250, currency: EUR }
                    lines: [{ title: One, quantity: 1, price: { amount: 1250, currency: EUR } }]
                    method: { kind: card, last4: "4242" }`;
  return [
    `  ${path}:
    get:
      operationId: list${name}s
      tags: [${area}]
      summary: List every ${name}
      description: The newest come first. Follow \`nextCursor\` for the next page, until there is none.
      parameters:
        - $ref: "#/components/parameters/Cursor"
        - $ref: "#/components/parameters/Limit"
        - name: status
          in: query
          description: Only those of one status.
          schema: { $ref: "#/components/schemas/${name}Status" }
        - name: createdAfter
          in: query
          description: Only those that are newer.
          schema: { type: string, format: date-time }
      responses:
        "200":
          description: A page.
          headers:
            X-Request-Id:
              description: To be quoted to support.
              schema: { type: string }
          content:
            application/json:
              schema: { $ref: "#/components/schemas/${name}Page" }
              examples:
                empty:
                  summary: There is none
                  value: { hasMore: false, nextCursor: null, data: [] }
        ${refusals}`,
    `    post:
      operationId: create${name}
      tags: [${area}]
      summary: Create a ${name}
      description: The same request with the same \`Idempotency-Key\` creates nothing more.
      parameters:
        - name: Idempotency-Key
          in: header
          description: Made up by the caller, once for each ${name}.
          schema: { type: string, minLength: 1, maxLength: 255 }
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/${name}Create" }
            examples:
              least:
                summary: The least that creates one
                value: { name: First, method: { kind: card, last4: "4242" } }
              usual:
                summary: With what most have
                value:
                  name: First
                  method: { kind: transfer, iban: DE89370400440532013000 }
                  tags: [new, imported]
                  metadata: { source: import }
      responses:
        "201":
          ${whole("What was created.", "created")}
        "400": { $ref: "#/components/responses/Refused" }
        ${refusals}`,
    `  ${path}/{id}:
    get:
      operationId: get${name}
      tags: [${area}]
      summary: Read a ${name}
      parameters:
        - $ref: "#/components/parameters/Id"
        - name: expand
          in: query
          description: What is answered in whole rather than as an ID.
          schema: { type: array, items: { type: string, enum: [owner] }, maxItems: 10 }
      responses:
        "200":
          ${whole("What was asked for.", "found")}
        "404": { $ref: "#/components/responses/NotFound" }
        ${refusals}`,
    `    patch:
      operationId: update${name}
      tags: [${area}]
      summary: Change a ${name}
      description: What is left out stays as it is.
      parameters:
        - $ref: "#/components/parameters/Id"
      requestBody:
        required: true
        content:
          application/json:
            schema: { $ref: "#/components/schemas/${name}Update" }
            examples:
              renamed:
                summary: Another name
                value: { name: Second }
      responses:
        "200":
          ${whole("As it is now.", "changed")}
        "400": { $ref: "#/components/responses/Refused" }
        "404": { $ref: "#/components/responses/NotFound" }
        ${refusals}`,
    `    delete:
      operationId: delete${name}
      tags: [${area}]
      summary: Delete a ${name}
      parameters:
        - $ref: "#/components/parameters/Id"
      responses:
        "204":
          description: It is gone.
        "404": { $ref: "#/components/responses/NotFound" }
        ${refusals}`,
  ];
}
