/** Shows or hides a type of document. A country, as its code of two letters, such as `GB`, saves the user a question. */
type Shown = boolean | { country: string };

/**
 * The options of each stage.
 *
 * Source: https://docs.complycube.com/documentation/guides/web-sdk-quick-guide/sdk-customisations
 */
export interface StageOptions {
  /** The first screen. */
  intro: {
    /** Its heading. */
    heading?: string;
    /** At most three texts. */
    message?: string[];
    /** The text on its button. */
    startButtonText?: string;
  };
  /** It has no options. */
  userConsentCapture: Record<string, never>;
  /** Identity documents. */
  documentCapture: {
    /** Makes users photograph the document with their phone, instead of uploading a file. */
    crossDeviceOnly?: boolean;
    /** The types that the user sees. */
    documentTypes?: Partial<
      Record<"driving_license" | "national_identity_card" | "residence_permit", Shown> & Record<"passport", boolean>
    >;
  };
  /** A portrait. */
  faceCapture: {
    /** A photo, or a short video. */
    mode?: "photo" | "video";
  };
  /** Proof of address. */
  poaCapture: {
    /** The types that the user sees. */
    documentTypes?: Partial<Record<"bank_statement" | "utility_bill", Shown>>;
  };
  /** The last screen. */
  completion: {
    /** Its heading. */
    heading?: string;
    /** One text. */
    message?: string[];
  };
}

/** A stage of the verification: its name, or its name with options. */
export type Stage = keyof StageOptions | { [name in keyof StageOptions]: NamedStage<name> }[keyof StageOptions];

interface NamedStage<Name extends keyof StageOptions> {
  /** The name of the stage. */
  name: Name;
  /** Its options. */
  options?: StageOptions[Name];
}

/** Options for `ComplyCube.mount`. Spread an object to pass an option that is not listed here: `{ ...{ useModal: true } }`. */
export interface MountOptions {
  /**
   * ID of the element that the SDK is mounted in. Default: `complycube-mount`.
   *
   * Source: https://docs.complycube.com/documentation/guides/web-sdk-quick-guide/integration-guide
   */
  containerId?: string;
  /** The stages, in their order. Default: ComplyCube's. */
  stages?: readonly Stage[];
  /** Language of the SDK, such as `es`. Source: public integrations. */
  language?: string;
  /**
   * Logo and colours.
   *
   * Source: https://docs.complycube.com/documentation/guides/web-sdk-quick-guide/sdk-customisations
   */
  branding?: object;
}

/**
 * What a completed verification captured. Your back end starts checks with these IDs. Which parts exist depends on the stages.
 *
 * Source: https://docs.complycube.com/documentation/sdks/web-integrations/web-sdk-quick-guide/web-sdk-quick-guide-1.
 * `documentType` was seen in public integrations.
 */
export interface CapturedData {
  /** The identity document. */
  documentCapture?: CapturedDocument;
  /** The portrait. */
  faceCapture?: {
    /** The ID of the photo at ComplyCube. */
    livePhotoId?: string;
    /** The ID of the video at ComplyCube. */
    liveVideoId?: string;
  };
  /** The proof of address. */
  poaCapture?: CapturedDocument;
}

/** A document that the user handed in. */
export interface CapturedDocument {
  /** The ID of the document at ComplyCube. */
  documentId: string;
  /** Such as `passport`. */
  documentType?: string;
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

/** What ComplyCube's script defined. Waits if the page is still loading. */
export async function loadedSdk(): Promise<WebSdk | undefined> {
  const find = () => Reflect.get(globalThis, "ComplyCube");
  const { document } = globalThis;
  if (!find()?.mount && document && document.readyState !== "complete") {
    await new Promise((resolve) => addEventListener("load", resolve));
  }
  return find();
}
