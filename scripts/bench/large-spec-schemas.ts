import type { Resource } from "./large-spec.js";

const attributes = [
  "email: { type: string, format: email, maxLength: 254, description: Where notices go. }",
  "phone: { type: string, pattern: '^\\+[0-9]{6,15}$', description: With the country first. }",
  "website: { type: string, format: uri, description: What the public sees. }",
  'note: { type: [string, "null"], maxLength: 2000, description: For colleagues alone. }',
  "language: { type: string, enum: [de, en, es, fr, it, nl, pl, pt], description: Of what is sent. }",
  "priority: { type: integer, minimum: 0, maximum: 9, description: The most urgent is 9. }",
  "rate: { type: number, minimum: 0, maximum: 1, description: A share of the whole. }",
  "isArchived: { type: boolean, description: Hidden from lists. }",
  "startsOn: { type: string, format: date, description: The first day. }",
  "endsOn: { type: string, format: date, description: The last day. }",
  "weights: { type: array, items: { type: number }, minItems: 1, maxItems: 24, description: One for each hour. }",
  "channel: { type: string, enum: [web, mobile, shop, partner], description: Where it came from. }",
  'reviewer: { anyOf: [{ $ref: "#/components/schemas/Id" }, { type: "null" }], description: Who looked last. }',
  'discount: { $ref: "#/components/schemas/Money" }',
  'origin: { $ref: "#/components/schemas/Address" }',
];

const statuses = ["draft", "active", "paused", "closed", "expired", "rejected", "archived"];

/**
 * The schemas of one resource, as YAML: what is read, what is sent, and what these are made of. What public specs have and
 * this project's generator refuses is left out, such as a `discriminator`, or an `example` in a schema.
 */
export function schemas({ name, owner, index }: Resource): string {
  const own = Array.from({ length: 4 + (index % 5) }, (_, step) => attributes[(index + step) % attributes.length]);
  const editable = `name: { type: string, minLength: 1, maxLength: 120, description: What people call it. }
        method: { $ref: "#/components/schemas/${name}Method" }
        address: { $ref: "#/components/schemas/Address" }
        tags: { type: array, items: { type: string, minLength: 1, maxLength: 40 }, maxItems: 20 }
        metadata: { $ref: "#/components/schemas/Metadata" }
        ${own.join("\n        ")}`;
  return `    ${name}:
      description: A ${name}, as it is answered. It may gain properties.
      type: object
      required: [id, name, status, createdAt]
      properties:
        id: { $ref: "#/components/schemas/Id" }
        status: { $ref: "#/components/schemas/${name}Status" }
        createdAt: { type: string, format: date-time, description: When it was created. }
        updatedAt: { type: [string, "null"], format: date-time, description: When it was last changed. }
        owner:
          description: What it belongs to, in whole where that was asked for.
          anyOf:
            - $ref: "#/components/schemas/Id"
            - $ref: "#/components/schemas/${owner}"
        total: { $ref: "#/components/schemas/Money" }
        lines: { type: array, items: { $ref: "#/components/schemas/${name}Line" }, maxItems: 100 }
        settings:
          description: How it behaves.
          type: object
          properties:
            notify: { type: boolean }
            schedule:
              type: object
              required: [every]
              properties:
                every: { type: string, enum: [day, week, month] }
                at: { type: string, pattern: "^[0-2][0-9]:[0-5][0-9]$" }
        ${editable}
    ${name}Status:
      description: Where a ${name} stands.
      type: string
      enum: [${statuses.slice(0, 3 + (index % 5)).join(", ")}]
    ${name}Line:
      description: One line of a ${name}.
      type: object
      required: [title, quantity, price]
      properties:
        title: { type: string, minLength: 1 }
        quantity: { type: integer, minimum: 1 }
        price: { $ref: "#/components/schemas/Money" }
    ${name}Method:
      description: How a ${name} is paid.
      oneOf:
        - $ref: "#/components/schemas/${name}Card"
        - $ref: "#/components/schemas/${name}Transfer"
    ${name}Card:
      type: object
      required: [kind, last4]
      properties:
        kind: { type: string, const: card }
        last4: { type: string, pattern: "^[0-9]{4}$" }
        expires: { type: string }
    ${name}Transfer:
      type: object
      required: [kind, iban]
      properties:
        kind: { type: string, const: transfer }
        iban: { type: string, minLength: 15, maxLength: 34 }
    ${name}Create:
      description: What a ${name} is created from.
      type: object
      required: [name, method]
      additionalProperties: false
      properties:
        ${editable}
    ${name}Update:
      description: What of a ${name} can be changed.
      type: object
      additionalProperties: false
      properties:
        ${editable}
    ${name}Page:
      description: Some of all.
      allOf:
        - $ref: "#/components/schemas/Page"
        - type: object
          required: [data]
          properties:
            data: { type: array, items: { $ref: "#/components/schemas/${name}" }, maxItems: 100 }`;
}

const problem = (name: string, description: string, type: string) => `    ${name}:
      description: ${description}
      content:
        application/json:
          schema: { $ref: "#/components/schemas/Problem" }
          examples:
            ${type}:
              summary: ${description}
              value: { type: ${type}, message: "${description}", requestId: req_0001 }`;

/** What all resources share, as YAML: the components, up to the resources' own schemas. */
export const sharedComponents = `components:
  securitySchemes:
    key: { type: http, scheme: bearer }
  parameters:
    Id:
      name: id
      in: path
      required: true
      description: Of which one.
      schema: { $ref: "#/components/schemas/Id" }
    Cursor:
      name: cursor
      in: query
      description: Where the page begins.
      schema: { type: string }
    Limit:
      name: limit
      in: query
      description: How many a page has.
      schema: { type: integer, minimum: 1, maximum: 100 }
  responses:
${problem("Refused", "The request breaks a rule.", "invalid_request")}
${problem("Unauthorized", "The key is missing or wrong.", "unauthorized")}
${problem("NotFound", "There is none of this ID.", "not_found")}
${problem("TooMany", "The rate limit is used up.", "rate_limited")}
${problem("Failed", "Something else went wrong.", "failed")}
  schemas:
    Id:
      description: What the API calls a thing.
      type: string
      pattern: "^[a-f0-9]{24}$"
    Money:
      type: object
      required: [amount, currency]
      properties:
        amount: { type: integer, minimum: 0, description: In the smallest unit. }
        currency: { type: string, enum: [CHF, EUR, GBP, USD] }
    Address:
      type: object
      required: [lines, country]
      properties:
        lines: { type: array, items: { type: string }, minItems: 1, maxItems: 4 }
        postcode: { type: string }
        country: { type: string, pattern: "^[A-Z]{2}$" }
    Metadata:
      description: Whatever the caller wants kept.
      type: object
      additionalProperties: { type: string, maxLength: 500 }
    Tenant:
      type: object
      required: [id, name]
      properties:
        id: { $ref: "#/components/schemas/Id" }
        name: { type: string }
    Page:
      type: object
      required: [hasMore, nextCursor]
      properties:
        hasMore: { type: boolean }
        nextCursor: { type: [string, "null"] }
    Problem:
      description: What every refusal is answered.
      type: object
      required: [type, message]
      properties:
        type: { type: string }
        message: { type: string }
        requestId: { type: string }
        causes:
          type: array
          items:
            type: object
            required: [field, reason]
            properties:
              field: { type: string }
              reason: { type: string }`;
