/** A mistake in what a command was given: shown as its message alone. */
export class UsageError extends Error {}
