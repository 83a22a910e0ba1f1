/** The whole page: what is written, what is seen, and what is known of it, side by side. */
import type { Signal } from '@preact/signals';
import { EditorPane } from './editor/pane.js';
import { Header } from './header.js';
import { Keys } from './keys.js';
import type { Easel } from './painting/painters.js';
import { Side } from './panels/side.js';
import { Splitter } from './splitter.js';
import type { Files } from './state/files.js';
import type { Store } from './state/store.js';
import { TimePane } from './time/pane.js';
import type { Size } from './views/camera.js';
import { ViewPane } from './views/pane.js';

export interface AppProps {
  readonly store: Store;
  readonly files: Files;
  readonly easel: Easel;
  readonly room: Signal<Size>;
}

export function App({ store, files, easel, room }: AppProps) {
  return (
    <>
      <Header store={store} files={files} />
      <main class="panes">
        <EditorPane store={store} files={files} />
        <Splitter name="--left" label="width of the editor" least={220} most={900} from="left" />
        <div class="middle">
          <ViewPane store={store} room={room} />
          <Splitter name="--low" label="height of the time line" least={150} most={520} from="bottom" />
          <TimePane store={store} />
        </div>
        <Splitter name="--right" label="width of the side panel" least={240} most={700} from="right" />
        <Side store={store} easel={easel} />
      </main>
      <Keys store={store} files={files} />
    </>
  );
}
