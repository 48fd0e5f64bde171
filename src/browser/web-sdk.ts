/** A country as its ISO 3166-1 code of two letters, such as `GB`. */
type Country = { country: string };

/**
 * A stage of the verification: its name, or its name with options.
 *
 * Source: https://docs.complycube.com/documentation/guides/web-sdk-quick-guide/sdk-customisations
 */
export type Stage =
  | "intro"
  | "userConsentCapture"
  | "documentCapture"
  | "faceCapture"
  | "poaCapture"
  | "completion"
  | {
      name: "intro";
      /** `message` has at most three texts. */
      options?: { heading?: string; message?: string[]; startButtonText?: string };
    }
  | { name: "userConsentCapture"; options?: object }
  | {
      name: "documentCapture";
      options?: {
        /** Makes users photograph the document with their phone, and removes the upload. */
        crossDeviceOnly?: boolean;
        /** Shows or hides each type. A country skips the question for it. */
        documentTypes?: {
          passport?: boolean;
          driving_license?: boolean | Country;
          national_identity_card?: boolean | Country;
          residence_permit?: boolean | Country;
        };
      };
    }
  | { name: "faceCapture"; options?: { mode?: "photo" | "video" } }
  | {
      name: "poaCapture";
      options?: { documentTypes?: { bank_statement?: boolean | Country; utility_bill?: boolean | Country } };
    }
  | { name: "completion"; options?: { heading?: string; message?: string[] } };

/** Options for `ComplyCube.mount`. Options that are not listed here are passed on too. */
export interface MountOptions {
  /**
   * ID of the element that the SDK is mounted in. Default: `complycube-mount`.
   *
   * Source: https://docs.complycube.com/documentation/guides/web-sdk-quick-guide/integration-guide
   */
  containerId?: string;
  /** The stages, in their order. Default: ComplyCube's. */
  stages?: Stage[];
  /** Language of the SDK, such as `es`. Source: public integrations; the values are not known to be documented. */
  language?: string;
  /**
   * Logo and colours.
   *
   * Source: https://docs.complycube.com/documentation/guides/web-sdk-quick-guide/sdk-customisations
   */
  branding?: object;
  [option: string]: unknown;
}

/**
 * What a completed verification captured. Your back end starts checks with these IDs. Which parts exist depends on the stages.
 *
 * Source: https://docs.complycube.com/documentation/sdks/web-integrations/web-sdk-quick-guide/web-sdk-quick-guide-1.
 * `documentType` was seen in public integrations.
 */
export interface CapturedData {
  documentCapture?: { documentId: string; documentType?: string };
  faceCapture?: { livePhotoId?: string; liveVideoId?: string };
  poaCapture?: { documentId: string; documentType?: string };
}

/** The events of a mounted SDK. Source of `onExit`: the page on stages; of the others: the integration guide. */
export interface Events {
  onComplete(data: CapturedData): void;
  /** The user closed the SDK. */
  onModalClose(): void;
  /** The user declined consent. */
  onExit(): void;
  /** The one type that is known is `token_expired`. */
  onError(error: { type: string; message: string }): void;
}

/** What ComplyCube's script defines as `ComplyCube`. */
export interface WebSdk {
  mount(options: MountOptions & Events & { token: string }): MountedSdk;
}

export interface MountedSdk {
  unmount(): void;
}
