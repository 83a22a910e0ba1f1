/** The text, with what is wrong in it at its line; completion and help from the published schema. */

import { useSignal, useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { Files } from '../state/files.js';
import { whenSeen } from '../state/seen.js';
import { put, type Store } from '../state/store.js';
import type { TextEditor } from './editor.js';
import { Problems } from './problems.js';

export function EditorPane({ store, files }: { readonly store: Store; readonly files: Files }) {
  const place = useRef<HTMLDivElement>(null);
  const opened = useSignal(false);
  const editor = useRef<TextEditor | undefined>(undefined);
  useEffect(
    () =>
      whenSeen(store, async () => {
        const { openEditor } = await import('./editor.js');
        const options = { file: () => store.file.peek(), onText: (text: string) => put(store.text, text) };
        editor.current = openEditor(place.current as HTMLDivElement, options);
        editor.current.setText(store.text.peek());
        editor.current.setProblems(store.problems.peek());
        opened.value = true;
      }),
    [],
  );
  useSignalEffect(() => {
    const text = store.text.value;
    editor.current?.setText(text);
  });
  useSignalEffect(() => {
    const problems = store.problems.value;
    editor.current?.setProblems(problems);
  });
  const unsaved = store.text.value !== store.saved.value.text;
  return (
    <section class="editor" aria-label="scenario text">
      <div class="bar">
        <strong class="name">{store.file.value}</strong>
        <button type="button" id="save" disabled={!unsaved} onClick={() => void files.save()}>
          {unsaved ? 'save' : 'saved'}
        </button>
        <button
          type="button"
          disabled={!unsaved}
          title="back to what is on the disk"
          onClick={() => put(store.text, store.saved.value.text)}
        >
          revert
        </button>
      </div>
      {files.clash.value !== undefined && (
        <div class="clash" role="alert">
          <p>The file was changed on the disk while this text is not saved.</p>
          <button type="button" onClick={() => files.settle('theirs')}>
            take the disk's
          </button>
          <button type="button" onClick={() => files.settle('mine')}>
            keep this one
          </button>
        </div>
      )}
      <div class="text">
        <div class="holder" ref={place} />
        {!opened.value && <pre>{store.text.value}</pre>}
      </div>
      <Problems store={store} goTo={(line, column) => editor.current?.goTo(line, column)} />
    </section>
  );
}
