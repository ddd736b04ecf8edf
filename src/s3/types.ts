import type { HeaderList } from '../lib/headers.js';
import type { FormSignMode, SignMode } from '../operations/sign-modes.js';

/** Who signs a request; `anonymous` sends it unsigned. */
export type Credential =
  | { readonly kind: 'anonymous'; readonly name: string }
  | {
      readonly kind: 'keys';
      readonly name: string;
      readonly accessKey: string;
      readonly secretKey: string;
      readonly sessionToken?: string;
    };

/** The server under test. Path style, where unset, is used for IP addresses and localhost. */
export interface Target {
  readonly endpointUrl: string;
  readonly region: string;
  readonly pathStyle?: boolean;
  /** PEM text of further certificate authorities to trust. */
  readonly ca?: string;
  /** Accept any certificate. */
  readonly insecure?: boolean;
  /** Where `endpoint: website` sends to. */
  readonly websiteEndpoint?: string;
}

/** What a client cannot know by itself: the time that it signs with, and the randomness of its pauses, from 0 to below 1. */
export interface ClientSources {
  now(): Date;
  random(): number;
}

/** How often and when a refused request is sent again; one attempt means no retry. */
export interface RetryPolicy {
  readonly maxAttempts: number;
  readonly mode: 'standard' | 'adaptive';
}

/** How a step's client behaves, where it differs from the direct driver's defaults. */
export interface ClientOptions {
  readonly driver: 'direct' | 'sdk';
  readonly checksums: 'when_supported' | 'when_required';
  readonly pathStyle?: boolean;
  readonly retry: RetryPolicy;
  readonly expectContinue?: boolean;
}

/** A body to send. It can be opened again for a retry; `size` is in bytes, undefined where it is not known. */
export interface BodySource {
  readonly size: number | undefined;
  /** The whole body where it is small and at hand; drivers may then hash it without opening it. */
  readonly bytes?: Uint8Array;
  /** The file that holds it, where one does. */
  readonly path?: string;
  open(): AsyncIterable<Uint8Array>;
}

/** Takes a response body as it streams by: a file, a hash, a comparison. */
export interface BodySink {
  write(chunk: Uint8Array): void | Promise<void>;
  /** Called once, after the last chunk; `complete` is false where the body broke off. */
  end(complete: boolean): void | Promise<void>;
}

/** A call of the API model. `input` is shaped as the SDK's command input, without a streaming body. */
export interface OperationCall {
  readonly kind: 'operation';
  readonly operation: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly body?: BodySource;
  /** Parameters that the model does not know, sent as they are. */
  readonly extra?: {
    readonly query?: Readonly<Record<string, string>>;
    readonly headers?: Readonly<Record<string, string>>;
  };
  /** Changes to the request that the model makes. */
  readonly http?: RequestForm;
  readonly endpoint?: 'website';
  readonly credential: Credential;
  readonly client: ClientOptions;
}

/** A signature as it is sent: with one digit changed, or another value altogether. */
export type SignatureForgery = { readonly flip: true } | { readonly value: string };

/** How an aws-chunked body is cut, and what is wrong with its frames; chunks count from 0. */
export interface ChunkOptions {
  /** Bytes of a chunk. */
  readonly size?: number;
  readonly signature?: { readonly at: number; readonly forgery: SignatureForgery };
  /** A chunk that declares a wrong size. */
  readonly declared?: { readonly at: number; readonly size: number };
  readonly trailerSignature?: SignatureForgery;
  /** Leave out the empty chunk at the end, and what follows it. */
  readonly omitLast?: boolean;
}

/** Who and what signs a request; what is left out is as it should be. */
export interface Signing {
  readonly mode?: SignMode;
  readonly credential?: Credential;
  readonly signedHeaders?: readonly string[];
  /** The value of x-amz-content-sha256. */
  readonly payloadHash?: string;
  /** Seconds that a presigned request holds. */
  readonly expires?: number;
  readonly date?: Date;
  readonly region?: string;
  readonly service?: string;
  readonly signature?: SignatureForgery;
  readonly chunks?: ChunkOptions;
  /** Trailers by name; null is a checksum to be computed. */
  readonly trailers?: Readonly<Record<string, string | null>>;
}

/** Headers to set, in order; null takes away those of its name. */
export type HeaderEdits = readonly (readonly [name: string, value: string | null])[];

/** Changes to a request: a header or query parameter replaces those of its name. */
export interface RequestEdits {
  readonly method?: string;
  /** With its query, byte for byte. */
  readonly path?: string;
  /** Null takes a parameter away. */
  readonly query?: Readonly<Record<string, string | null>>;
  readonly headers?: HeaderEdits;
  readonly omitHeaders?: readonly string[];
  readonly body?: BodySource;
}

/** Everything that a request may have beside what it asks for. */
export interface RequestForm {
  readonly signing?: Signing;
  readonly beforeSign?: RequestEdits;
  readonly afterSign?: RequestEdits;
  /** It may lie; null leaves it out. */
  readonly contentLength?: number | null;
  readonly transferEncoding?: string;
  readonly expectContinue?: boolean;
  readonly httpVersion?: string;
}

/** A raw request as it is asked for; what is left out is GET, `/`, and signed as usual unless it goes to a link. */
export interface RawRequest extends RequestForm {
  readonly method?: string;
  readonly path?: string;
  /** A whole URL instead of a path. */
  readonly url?: string;
  /** Added to the path. */
  readonly query?: Readonly<Record<string, string | null>>;
  readonly headers?: HeaderEdits;
  readonly body?: BodySource;
  readonly as?: string;
}

/** Form fields, in order. */
export type FormFields = readonly (readonly [name: string, value: string])[];

/** What a form's policy says; what is left out is filled in so that it allows this upload for an hour. */
export interface PostPolicyForm {
  readonly expiration?: unknown;
  readonly conditions?: readonly unknown[];
}

/** A browser's upload as it is asked for (docs.aws.amazon.com, "POST Object"). */
export interface PostForm extends Pick<Signing, 'signature' | 'date' | 'credential'> {
  readonly bucket?: string;
  readonly fields?: FormFields;
  /** Fields to leave out, of those that are added by default. */
  readonly omitFields?: readonly string[];
  /** A text goes out as it is; null leaves policy and signature out. */
  readonly policy?: PostPolicyForm | string | null;
  readonly file?: BodySource;
  readonly fileName?: string;
  /** Put the file before the other fields. */
  readonly fileFirst?: boolean;
  readonly mode?: FormSignMode;
}

/** Raw HTTP, for requests that no SDK sends. */
export interface RequestCall extends RequestForm {
  readonly kind: 'request';
  readonly method: string;
  /** From the endpoint on, or from `bucket`, with its query, byte for byte; or a whole URL. */
  readonly path: string;
  readonly bucket?: string;
  /** In order, with case and duplicates. */
  readonly headers: HeaderList;
  readonly body?: BodySource;
  /** The operation whose output the response has; `PostObject` is a browser upload. */
  readonly as?: string;
  readonly endpoint?: 'website';
  readonly credential: Credential;
  readonly client: ClientOptions;
}

/** What a driver may be asked to send. */
export type Call = OperationCall | RequestCall;

/** The body of a response as it was received; only `body.head` keeps bytes (1 MiB at most). */
export interface ReceivedBody {
  readonly size: number;
  readonly sha256: string;
  readonly md5: string;
  readonly head: Uint8Array;
}

/** The error document of a response, its elements by name. */
export type ErrorDocument = Readonly<Record<string, string>>;

/** A whole response of the server. `output` follows the operation's output shape; a streaming body is in `body`. */
export interface S3Response {
  readonly status: number;
  readonly headers: HeaderList;
  /** The status codes of the interim (1xx) responses before it. */
  readonly interim: readonly number[];
  /** A 2xx without an error document. */
  readonly success: boolean;
  readonly output: Readonly<Record<string, unknown>>;
  readonly error: ErrorDocument | null;
  readonly body: ReceivedBody;
  /**
   * Set, and `success` false, where a 2xx response is not what the model or its own checksum says, or a document is too
   * large to be one: what is wrong.
   */
  readonly parseError?: string;
}

/** Why there is no response to judge. */
export interface Failure {
  readonly kind: 'refused' | 'reset' | 'dns' | 'tls' | 'timeout' | 'truncated' | 'protocol' | 'client';
  /** One sentence for people; it names the endpoint. */
  readonly message: string;
  readonly code?: string;
  /** The endpoint itself was away, so that nothing is said about this request. */
  readonly isAway?: true;
}

/** One request and its response, as sent and received; secrets are not yet masked. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestHead: string;
  readonly requestBody: Uint8Array;
  readonly requestBodySize: number;
  readonly status: number | null;
  readonly responseHead: string | null;
  readonly responseBody: Uint8Array;
  readonly responseBodySize: number;
  readonly requestId: string | null;
  /** From the first byte sent to the last received. */
  readonly seconds: number;
}

/** The outcome of a call: a response, or a failure; exchanges in the order they were made, the last one judged. */
export interface Outcome {
  readonly response: S3Response | null;
  readonly failure: Failure | null;
  readonly exchanges: readonly Exchange[];
  readonly retries: number;
}

/** How one call is bounded and where its response body goes besides the hashes. */
export interface SendOptions {
  readonly signal: AbortSignal;
  readonly timeoutMs: number;
  /** They get the bodies of 2xx responses. */
  readonly sinks?: readonly BodySink[];
  /** Cut the connection after so many bytes of the body sent or, where none is sent, received. */
  readonly abortAt?: number;
  /**
   * Not sent again over another connection where the server had closed the first one meanwhile: that it was closed does
   * not prove that nothing was done.
   */
  readonly once?: boolean;
}

/** A presigned request: its URL, and the headers that were signed and must be sent with it. */
export interface PresignedRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Sends calls to one target over pooled connections. */
export interface S3Client {
  send(call: Call, options: SendOptions): Promise<Outcome>;
  /** Makes a URL that anyone may use for `expires` seconds from `date` on; throws for a call that cannot be made. */
  presign(call: OperationCall, form: Pick<Signing, 'expires' | 'date'>): Promise<PresignedRequest>;
  close(): Promise<void>;
}
