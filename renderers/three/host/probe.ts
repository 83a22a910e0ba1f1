/** Whether a browser really draws, and with what: a WebGL2 context is made, used and read back. */
import { infrastructureError } from '#core/errors';
import { type BackendName, type Launched, launch, pathsToTry } from './launch.js';

export interface Probed {
  /** e.g. `llvmpipe: ANGLE (Mesa, llvmpipe (LLVM 15.0.6 256 bits), OpenGL ES 3.2)`. */
  readonly backend: string;
  readonly why: string;
}

const WHY: Readonly<Record<BackendName, string>> = {
  gpu: 'this machine has a graphics device',
  llvmpipe: "no graphics device; Mesa's llvmpipe is the fastest software path",
  swiftshader: 'neither a graphics device nor Mesa; the browser brings SwiftShader',
};

/** The first path that works. @throws NearmissError (exit 3) naming what each path answered */
export async function launchBest(
  executablePath: string,
  wanted?: string,
  threads?: number,
): Promise<{ launched: Launched; probed: Probed }> {
  const answers: string[] = [];
  for (const backend of pathsToTry(wanted)) {
    let launched: Launched | undefined;
    try {
      launched = await launch(executablePath, backend, threads);
      const renderer = await drawTest(launched);
      if (!fits(backend, renderer)) throw new Error(`it drew with ${renderer}`);
      return { launched, probed: { backend: `${backend}: ${renderer}`, why: WHY[backend] } };
    } catch (error) {
      await launched?.close();
      answers.push(`${backend}: ${(error instanceof Error ? error.message : String(error)).split('\n')[0]}`);
    }
  }
  throw infrastructureError(
    'NM4001',
    `${executablePath} can't draw (${answers.join('; ')})`,
    "Debian: apt-get install chromium libegl1 libgl1-mesa-dri; or use '--renderer raycast'",
  );
}

/** A software rasteriser under the name of a GPU would be a surprise later. */
function fits(backend: BackendName, renderer: string): boolean {
  const software = /llvmpipe|swiftshader|softpipe/i.test(renderer);
  if (backend === 'gpu') return !software;
  return backend === 'llvmpipe' ? /llvmpipe/i.test(renderer) : /swiftshader/i.test(renderer);
}

async function drawTest({ browser }: Launched): Promise<string> {
  const page = await browser.newPage();
  try {
    return await page.evaluate(() => {
      const gl = document.createElement('canvas').getContext('webgl2');
      if (gl === null) throw new Error('no WebGL2');
      if (gl.getExtension('EXT_color_buffer_float') === null) throw new Error('no float render targets');
      gl.clearColor(0.2, 0.4, 0.6, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      const pixel = new Uint8Array(4);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel);
      if (pixel[0] !== 51 || pixel[1] !== 102 || pixel[2] !== 153) throw new Error(`read back ${pixel.join()}`);
      const info = gl.getExtension('WEBGL_debug_renderer_info');
      return String(gl.getParameter(info === null ? gl.RENDERER : info.UNMASKED_RENDERER_WEBGL));
    });
  } finally {
    await page.close();
  }
}

export async function probeBrowser(executablePath: string): Promise<Probed> {
  const { launched, probed } = await launchBest(executablePath);
  await launched.close();
  return probed;
}
