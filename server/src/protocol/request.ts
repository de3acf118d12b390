/** A request between extension and server: its method with the types of parameters and result. */
export interface RequestDefinition<P, R> {
  readonly method: string;
  /** Never set; carries the types. */
  readonly types?: [P, R];
}

/** A notification between extension and server. */
export interface NotificationDefinition<P> {
  readonly method: string;
  /** Never set; carries the type. */
  readonly types?: [P];
}

export function request<P, R>(method: string): RequestDefinition<P, R> {
  return { method };
}

export function notification<P>(method: string): NotificationDefinition<P> {
  return { method };
}
