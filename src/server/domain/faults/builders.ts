import type { Incoming } from '../../ground/http/incoming.js';
import type { Reply } from '../../ground/http/reply.js';
import type { XmlElement } from '../../ground/xml/element.js';
import type { Fault } from './fault.js';

/** The operations that a fault shows in; none named: in all. */
export type Operations = readonly string[];

type RequestChange = NonNullable<Fault['request']>;
type ReplyChange = NonNullable<Fault['reply']>;

/** Changes requests of some operations. */
export function onRequest(operations: Operations, change: RequestChange): Pick<Fault, 'request'> {
  return {
    request: (request, scene) => (concerns(operations, scene.operation) ? change(request, scene) : request),
  };
}

/** Changes successful responses of some operations. */
export function onSuccess(operations: Operations, change: ReplyChange): Pick<Fault, 'reply'> {
  return {
    reply: (reply, scene, request) =>
      reply.status < 400 && concerns(operations, scene.operation) ? change(reply, scene, request) : reply,
  };
}

/** Changes refusals of some operations. */
export function onError(operations: Operations, change: ReplyChange): Pick<Fault, 'reply'> {
  return {
    reply: (reply, scene, request) =>
      reply.status >= 400 && concerns(operations, scene.operation) ? change(reply, scene, request) : reply,
  };
}

/** A refusal with another code and status; `only`: where it had this code. */
export function withCode(reply: Reply, code: string, status: number, only?: string): Reply {
  const isOther = only !== undefined && codeOf(reply.xml) !== only;
  return isOther
    ? reply
    : {
        ...editXml(reply, (root) => ({
          ...root,
          content: childrenOf(root).map((child) =>
            child.name === 'Code' ? { ...child, content: code } : child,
          ),
        })),
        status,
      };
}

/** Leaves fields out of the documents of one error. */
export function withoutErrorFields(code: string, ...names: readonly string[]): Pick<Fault, 'reply'> {
  return onError([], (reply) =>
    codeOf(reply.xml) === code
      ? editXml(reply, (root) => ({
          ...root,
          content: childrenOf(root).filter(({ name }) => !names.includes(name)),
        }))
      : reply,
  );
}

/** The code of an error document. */
export function codeOf(root: XmlElement | undefined): string {
  const code = root === undefined ? undefined : childrenOf(root).find(({ name }) => name === 'Code');
  return String(code?.content ?? '');
}

/** Acts as if a request had not sent some headers. */
export function withoutRequestHeaders(
  operations: Operations,
  ...names: readonly string[]
): Pick<Fault, 'request'> {
  return onRequest(operations, (request) => {
    const headers = Object.assign(Object.create(null), request.headers);
    for (const name of Object.keys(headers)) {
      if (
        names.some((pattern) =>
          pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern,
        )
      ) {
        delete headers[name];
      }
    }
    return { ...request, headers };
  });
}

/** Acts as if a request had sent a header. */
export function withRequestHeader(
  operations: Operations,
  name: string,
  value: string,
): Pick<Fault, 'request'> {
  return onRequest(operations, (request) => ({
    ...request,
    headers: Object.assign(Object.create(null), request.headers, { [name]: value }),
  }));
}

/** Acts as if a request's query had not named some parameters. */
export function withoutQuery(operations: Operations, ...names: readonly string[]): Pick<Fault, 'request'> {
  return onRequest(operations, (request) => ({
    ...request,
    query: new Map([...request.query].filter(([name]) => !names.includes(name))),
  }));
}

/** Mistakes a key for another. */
export function withKey(change: (key: string) => string): Pick<Fault, 'request'> {
  return onRequest([], (request: Incoming) =>
    request.key === undefined ? request : { ...request, key: change(request.key) },
  );
}

/** Changes a header of successful responses; undefined leaves it out. */
export function withReplyHeader(
  operations: Operations,
  name: string,
  change: (value: string | undefined) => string | undefined,
): Pick<Fault, 'reply'> {
  return onSuccess(operations, (reply) => {
    const former = reply.headers?.[name];
    const value = change(former);
    return value === former ? reply : { ...reply, headers: { ...reply.headers, [name]: value } };
  });
}

/** Returns success with another status. */
export function withStatus(operations: Operations, from: number, to: number): Pick<Fault, 'reply'> {
  return onSuccess(operations, (reply) => (reply.status === from ? { ...reply, status: to } : reply));
}

/** Calls a refusal by another code. */
export function withErrorCode(operations: Operations, from: string, to: string): Pick<Fault, 'reply'> {
  return onError(operations, (reply) =>
    editXml(reply, (root) => ({
      ...root,
      content: childrenOf(root).map((child) =>
        child.name === 'Code' && child.content === from ? { ...child, content: to } : child,
      ),
    })),
  );
}

/** Leaves elements out of documents, at any depth. */
export function withoutElements(operations: Operations, ...names: readonly string[]): Pick<Fault, 'reply'> {
  return withElements(operations, (element) => (names.includes(element.name) ? undefined : element));
}

/** Changes the elements of documents, at any depth; undefined leaves one out. */
export function withElements(
  operations: Operations,
  change: (element: XmlElement) => XmlElement | undefined,
): Pick<Fault, 'reply'> {
  return onSuccess(operations, (reply) => editXml(reply, (root) => editChildren(root, change)));
}

/** Changes the children of a document's root as a whole. */
export function withChildren(
  operations: Operations,
  change: (children: readonly XmlElement[]) => readonly XmlElement[],
): Pick<Fault, 'reply'> {
  return onSuccess(operations, (reply) =>
    editXml(reply, (root) => ({ ...root, content: change(childrenOf(root)) })),
  );
}

/** Changes a reply's document, where it has one. */
export function editXml(reply: Reply, change: (root: XmlElement) => XmlElement): Reply {
  return reply.xml === undefined ? reply : { ...reply, xml: change(reply.xml) };
}

/** The children of an element. */
export function childrenOf({ content }: XmlElement): readonly XmlElement[] {
  return typeof content === 'object' ? content.filter((child) => child !== undefined) : [];
}

function editChildren(
  parent: XmlElement,
  change: (element: XmlElement) => XmlElement | undefined,
): XmlElement {
  if (typeof parent.content !== 'object') {
    return parent;
  }
  const content = childrenOf(parent).flatMap((child) => {
    const changed = change(child);
    return changed === undefined ? [] : [editChildren(changed, change)];
  });
  return { ...parent, content };
}

function concerns(operations: Operations, operation: string): boolean {
  return operations.length === 0 || operations.includes(operation);
}
