/** What is used of onnxruntime-node (its own types come with it, but it may be missing). */

export interface Ort {
  readonly env: { readonly versions: { readonly node?: string }; logLevel?: string };
  readonly InferenceSession: {
    create(model: Uint8Array, options: Readonly<Record<string, unknown>>): Promise<OrtSession>;
  };
  readonly Tensor: new (type: 'float32' | 'int32', data: Float32Array | Int32Array, dims: readonly number[]) => OrtTensor;
}

export interface OrtTensor {
  readonly data: Float32Array | Int32Array;
}

export interface OrtSession {
  run(feeds: Readonly<Record<string, OrtTensor>>): Promise<Readonly<Record<string, OrtTensor>>>;
  release(): Promise<void>;
}
