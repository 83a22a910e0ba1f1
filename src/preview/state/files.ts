/** Which file is open, what it says, and what becomes of changes on either side. Nothing that was typed is ever lost. */
import { effect, signal } from '@preact/signals';
import type { PreviewPush } from '#contracts/preview';
import { askText, save } from './client.js';
import { messageOf, type Runs } from './runs.js';
import type { Store } from './store.js';

export interface Files {
  /** Saves what was typed. */
  save(): Promise<void>;
  open(file: string): Promise<void>;
  /** Another text on the disk, while this page has unsaved changes of its own. */
  readonly clash: { readonly value: { readonly text: string; readonly sha256: string } | undefined };
  /** Takes the disk's text, or keeps one's own to be saved over it. */
  settle(take: 'theirs' | 'mine'): void;
}

export function keepFile(store: Store, runs: Runs): Files {
  const clash = signal<{ readonly text: string; readonly sha256: string } | undefined>(undefined);
  const adopt = (text: string, sha256: string): void => {
    runs.atOnce();
    store.saved.value = { text, sha256 };
    store.text.value = text;
    clash.value = undefined;
  };
  const guarded = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      store.trouble.value = messageOf(error);
    }
  };
  const open = (file: string): Promise<void> =>
    guarded(async () => {
      const { text, sha256 } = await askText(file);
      store.playing.value = false;
      store.run.value = undefined;
      store.picture.value = undefined;
      store.timeNs.value = 0;
      store.pins.value = [];
      store.shownAs.value = [];
      store.problems.value = [];
      store.file.value = file;
      adopt(text, sha256);
    });
  const take = (push: PreviewPush): void => {
    if (push.type === 'files') store.files.value = push.files;
    else if (push.file !== store.file.value) return;
    else if (push.type === 'gone') store.trouble.value = `${push.file} is gone from the disk; what was typed is still here`;
    else if (store.text.value === store.saved.value.text) adopt(push.text, push.sha256);
    else if (store.text.value === push.text) store.saved.value = push;
    else clash.value = push;
  };
  const pushes = new EventSource('pushes');
  pushes.onmessage = ({ data }: MessageEvent<string>) => take(JSON.parse(data) as PreviewPush);
  pushes.onerror = () => {
    if (pushes.readyState !== EventSource.OPEN)
      store.trouble.value = 'nearmiss preview has ended; what was typed is still here';
  };
  pushes.onopen = () => {
    store.trouble.value = undefined;
  };
  effect(() => {
    document.title = `${store.text.value === store.saved.value.text ? '' : '• '}${store.file.value} - nearmiss preview`;
  });
  window.addEventListener('beforeunload', (event) => {
    if (store.text.value !== store.saved.value.text) event.preventDefault();
  });
  void open(store.file.value);
  return {
    clash,
    open,
    save: () =>
      guarded(async () => {
        const { text } = store;
        const result = await save(store.file.value, text.value, store.saved.value.sha256);
        if ('saved' in result) store.saved.value = result.saved;
        else clash.value = result.changedMeanwhile;
      }),
    settle(whose) {
      const other = clash.value;
      if (other === undefined) return;
      if (whose === 'theirs') adopt(other.text, other.sha256);
      else store.saved.value = { text: other.text, sha256: other.sha256 };
      clash.value = undefined;
    },
  };
}
