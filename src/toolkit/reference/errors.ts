/** Every code a user can meet, and what to do about it. A test compares it with the sources. */
import { gltfCodes } from '#gltf/index';
import { codes } from '#scenario/index';

const OWN: Readonly<Record<string, string>> = {
  NM1001: 'A plug-in (renderer, writer, asset, layout, ...) of that name does not exist; the message names the nearest one.',
  NM1002: 'The place has no lane of that name; the message names the nearest one.',
  NM1003: 'The layout has no option of that name, or the value does not fit it.',
  NM1004: 'The scenario file is not there, is no file, or is too large.',
  NM1101: 'A value on the command line is not what the option takes.',
  NM1102: 'The command line has an unknown command or option, or lacks one.',
  NM2000: 'Scenario files have problems; each is listed with file, line, column and a code of its own.',
  NM2901: 'The XML of an OpenSCENARIO or OpenDRIVE file can not be read; the message says at which line.',
  NM2902: 'The file is no OpenSCENARIO scenario, or has nobody in it.',
  NM3001: 'A kind of body has no rule for how it moves. A bug of the asset or the world.',
  NM4001: 'The browser starts but can draw by no path: GPU, Mesa and SwiftShader all failed; the message says how.',
  NM4002: 'No browser was found. `npm run setup` brings one; `--renderer raycast` works without.',
  NM4003: 'The drawing page failed; its own error, with file and line, follows. The job is tried again in a new worker.',
  NM4004: 'The drawing page did not start, most often because it was not built.',
  NM4005: 'A frame took too long or did not arrive. A smaller `--size` or fewer workers may help.',
  NM4101: 'The raycast renderer draws no colour; leave `rgb` out of `--layers`.',
  NM7001:
    'A writer wanted to put a file outside the dataset, or under a name that not every system can hold. A bug of the writer.',
  NM7002: 'The disk refused: full, read-only or not permitted. `generate --resume` goes on afterwards.',
  NM7003: 'The output folder is not empty. Nothing in it was changed.',
  NM7004: 'The folder to resume in holds files, but no dataset of nearmiss. Nothing in it was changed.',
  NM7005:
    'The place was made from another plan; the message says what differs. A worker or a merge says it where something else was begun in the place of its order.',
  NM7010: 'A worker process ended by itself, three times for one job; most often memory ran out. Use fewer workers.',
  NM7011:
    'Samples were drawn by different rendering backends, whose colours differ. Go on where it was started, or start anew.',
  NM7012:
    'A shard, or a sample of it, was made twice with different content: the machines do not make the same bytes. The message names shard and sample.',
  NM7013: 'The merge lacks shards; the message names their samples. They are not made yet, or what they left is gone.',
  NM7014:
    'A sample’s record, or what it left for the files of a format, is gone or harmed, so that the dataset would lack the sample.',
  NM7015: 'There is no room or no permission for the temporary lists of files that are sorted for the hash of a dataset.',
  NM7016: "A sample's record is not the one that manifest.json names by its hash: one of them was changed.",
  NM7101: 'The renderer does not make a layer of that name.',
  NM7102: 'A writer is named twice.',
  NM7103: 'Two scenario files share a name; samples could not be told apart.',
  NM7104:
    'A sensor of the scenario is made from layers that the renderer does not draw: an event camera needs linear light, which `--renderer three` has. Nothing was written.',
  NM7105:
    'A model file of the plan has changed since the dataset was begun; `generate --resume` and `verify` need the same bytes.',
  NM7106: 'Files that are covered together declare an axis of the same name with different cells.',
  NM7107:
    'A scenario has fewer axes or drawn parameters than combinations of that strength take, or more combinations than fit into memory.',
  NM7108:
    '`generate --until coverage=...` fills cells of the operational design domain, and a file declares none, or axes of other names.',
  NM7201: 'The folder has no manifest.json: no dataset, or not finished.',
  NM7202: 'manifest.json is damaged or of another format.',
  NM7203: 'The dataset has no sample of that name.',
  NM7204: 'The dataset was made by another version of nearmiss; the guarantee of the same bytes holds within a version.',
  NM7301: 'Contact sheet, audit and export read the native files, which this dataset lacks.',
  NM7302: 'A file of the dataset is missing.',
  NM7303: 'The dataset was written without the layers that its labels were made from, so that they cannot be audited.',
  NM7801:
    'The queue of a farm can not be reached: no Redis answers there, it refuses the password, or the folder can not be used.',
  NM7802: 'The Redis of the queue is too old.',
  NM7803:
    'No queue was named, or its address holds a password and stood on the command line, where everybody on the machine reads it.',
  NM7804: 'A queue is reached by redis://, rediss:// or a folder, and by nothing else.',
  NM7805: 'A worker process did nothing for too long and was ended; its shard is tried again.',
  NM7806: 'The beginning of an id fits no order of the queue, or several.',
  NM7809: 'A folder is to be the queue and the dataset, or one of them lies in the other. Nothing was submitted.',
  NM7807: 'A worker can not verify what it is given, one task after the other, and ends; others may take the tasks.',
  NM7808: 'An order that is submitted again is cancelled in the queue, or has other options there. Nothing was changed.',
  NM7901: 'Nothing can be stored at such an address: it takes a folder or s3://bucket/prefix.',
  NM7902: 'The address of a store holds a name or password, which would end up in manifests and logs.',
  NM7903: 'The address of an object store is none: a bucket, a prefix, and options that there are.',
  NM7904: 'The object store could not be reached, or failed too often. `generate --resume` goes on afterwards.',
  NM7905: 'The object store refused who asks, or there are no credentials.',
  NM7906: 'The object store has no such bucket; nearmiss makes none.',
  NM7907: 'A file is longer than an object store takes in parts (10,000 of 8 MiB).',
  NM7908: 'A sample was given up while one of its files was being written; what went wrong first is told beside it.',
  NM7909: 'The command works on folders only, and was given an object store.',
  NM7910:
    'The object store speaks https with a certificate that this machine does not trust. Nothing is tried again, and nothing is written.',
  NM7501: 'The key is none that can be varied while the geometry is held; the message names the nearest one.',
  NM7502: 'The scenario has no room for the varied key: something else stands where its map would be.',
  NM7521: 'There is no scenario: the file or folder is missing, or the folder holds none.',
  NM7522: 'The pack has no scenario of that name.',
  NM7600: '`--sut` names no system under test: neither the scenario, a reference driver, a module nor a command line.',
  NM7601: 'The external system under test is gone: it did not start, or ended within a run. Such a run has no verdict.',
  NM7602: 'The system under test answered something that the protocol does not know. Such a run has no verdict.',
  NM7603: 'The external system under test did not answer in time, and was ended. Such a run has no verdict.',
  NM7604: 'The module is no system under test: it can not be loaded, or exports none.',
  NM7605: 'The module that is the system under test threw an error. Such a run has no verdict.',
  NM7606: 'The system under test asks for pictures of a camera that the ego does not carry.',
  NM7607:
    'The reference driver or pilot does not fit the ego: a car is to be flown, a drone driven, or a drone has no route to fly.',
  NM7631:
    'The scenario has no delivery that a route can be looked for: its ego flies none, or start, goal and speed change from draw to draw.',
  NM7632: 'The scenario has no `pass`, so that nothing can go wrong on the way and there is no risk to lower.',
  NM7610: 'The folder holds no validation.',
  NM7611: 'A file of the validation is damaged, or none of its kind.',
  NM7612: 'The validation has no case of that name.',
  NM7613: 'The validation was made by another version of nearmiss; a case is the same again within a version only.',
  NM7620: 'The event is none that a probability can be estimated of.',
  NM7511: 'A pin names no parameter of the scenario, or a member of a correlated group, which can only be held together.',
  NM7503: 'A key is varied twice, or two variants would be alike.',
  NM7930: 'Metrics of a worker cannot be served on that port: somebody else has it, or the system refuses.',
  NM7931:
    'The variable of the environment that names an OpenTelemetry collector holds something that is no http or https address.',
  NM7932: 'A figure that energy or cost is estimated by cannot be: below 0, a PUE below 1, or no number.',
  NM7401:
    "KITTI's six digits do not hold so many samples with so many pictures. Make smaller datasets, or write kitti-tracking, whose samples are sequences.",
  NM7402:
    'KITTI has no place for a lens that bends lines, and all cameras of the rig have one. Give it a pinhole camera, or leave KITTI out.',
  NM9001:
    'The live stream cannot listen on that port: somebody else has it, or the system refuses. Another `--port`, or `--port 0`.',
  NM9002: 'The thread that makes the pictures of a live stream has ended by itself; most often memory ran out.',
  NM7940: 'A document from a queue, a store or a disk can not be read: no JSON, no UTF-8, too large or nested too deep.',
  NM7941:
    'An order to a farm is not of the form that this version reads; the message names the place in it and what was expected.',
  NM7942:
    'A dataset’s plan is not of the form that this version reads; the message names the place in it and what was expected.',
  NM7943: 'A task of a queue names no order, or neither a shard nor the merge.',
  NM7944: 'A sample’s record (sample.json) is not of the form that this version reads, or was changed.',
  NM7945: 'A shard’s manifest is not of the form that this version reads, or lacks a sample of its job.',
  NM7946:
    'A dataset’s manifest is not of the form that this version reads; told as NM7202 with the place in it and what was expected.',
  NM7947: 'An order’s plan or id is not what its hash stands for: it was changed after it was submitted. Nothing was made.',
  NM7948: 'The text of a scenario or an asset manifest in an order is not what its SHA-256 stands for. Nothing was made.',
  NM7949: 'An order would write outside the folders and buckets that this worker may write to. Nothing was made.',
  NM7950: 'An order was planned by another version of nearmiss, which may make other bytes. Nothing was made.',
  NM7951: 'Catalogues on this machine are others than the order was planned with, and none were sent along. Nothing was made.',
  NM7952:
    'The list of files that were sent along with an order is not of the form that this version reads, or is of another plan.',
  NM7953: 'A file that was sent along with an order is not in its store, or has other bytes than were sent.',
  NM7954: 'Files that were sent along with an order can not be kept on this machine: no room, or no right to write there.',
  NM8001: 'Networks run on onnxruntime-node, an optional dependency that is not installed here.',
  NM8002: 'A file of weights or a checkpoint is damaged, or belongs to another network.',
  NM8003: 'TensorFlow.js was asked for, and none of its backends starts here; the message says why for each.',
  NM8004: 'Networks have no engine here: neither ONNX Runtime nor TensorFlow.js starts; the message says why for each.',
  NM8101:
    'A folder is laid out like no dataset that `utility` reads, or has no picture with truth; docs/utility.md shows the layouts.',
  NM8102: 'A file of classes or a palette is wrong; the message says where.',
  NM8103: 'A picture or its truth is missing, unreadable or of another size than its counterpart.',
  NM8104: 'Masks have values that no class has: another palette, masks saved as JPEG, or smoothed when they were made smaller.',
  NM8105: 'A picture is both trained on and tested on, which would make the figures worthless.',
  NM8106: 'The folder of a comparison is in use, or was begun with other options. Nothing in it was changed.',
  NM8107: 'The pictures to train on show fewer than two of the classes that are compared.',
  NM8108: 'Training diverged: the loss is no number any more. A lower `--rate` helps.',
  NM8201: 'A weight file is no model of the diffusion pass, or of another version of it.',
  NM8202: 'A file of views in several styles is damaged or cut short.',
  NM8203: 'A folder holds too few views in several styles for the diffusion pass to learn from.',
  NM8204: 'A training of the diffusion pass is in that folder already, or was begun with other options or views.',
  NM8205: 'A folder of photographs has too few pictures, or one that cannot be read or is too small.',
  NM8206: 'A style cannot be called so: lower-case letters, digits and dashes.',
  NM8207: 'Two datasets have no frames in a row in common, so that nothing can be said of how steady they are.',
  NM8211: 'A weight file is no segmenter of the gate, or of another version of it.',
  NM8212: 'A folder of rendered views to train on lacks a picture or its truth, or they have different sizes.',
  NM8213: 'A file of weights that was named for training or measuring is not there or cannot be read.',
  NM8221: 'The diffusion pass has no model of that name, and there is no such file; the message names what there is.',
  NM8222: 'The dataset was written without layers that the diffusion pass reads; the message says which, and how to get them.',
  NM8223: 'A model of the diffusion pass is another than the dataset was planned with; `--resume` and `verify` need the same.',
  NM8224: 'The model of the diffusion pass has no style of that name; the message lists its own.',
  NM8225: 'A dataset can’t be repainted into a folder that lies in it, or that it lies in.',
  NM8226: 'The file nearmiss.json beside a large diffusion model says something else than docs/large-models.md lists.',
  NM8227: 'The weights of the segmenter that repainted pictures are checked with are missing from this installation.',
  NM8401: 'The folder of a large diffusion model is not there or lacks files; the message names them.',
  NM8402:
    'A file of a large diffusion model cannot be read or says something not known here (a scheduler that matches flows, a vocabulary without ends).',
  NM8403:
    'A network of a large diffusion model takes or gives something else than docs/large-models.md lists; the message says what.',
  NM8404: 'The control pictures that are named are not as many as the model has ControlNets.',
  NM8405:
    'The encoder of a large diffusion model draws numbers of its own, so that no frame could be made again. Export it so that it gives latent_parameters.',
  NM8406:
    'A network of a large diffusion model gave something that is no number, most often for want of reach in half precision.',
  NM8407:
    'The provider that a large diffusion model is to run on cannot be used here; the message says why. There is no falling back to the processor, which would take hours.',
};

/** Codes of scenario files are declared where they are found. */
const ofScenarios = Object.entries(codes).map(([code, { title, explain, example }]): [string, string] => {
  return [code, `${title}. ${explain}${example === '' ? '' : ` Example: \`${example}\``}`];
});

export const ERROR_CODES: Readonly<Record<string, string>> = { ...OWN, ...gltfCodes, ...Object.fromEntries(ofScenarios) };

export function errorsPage(): string {
  const rows = Object.entries(ERROR_CODES)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, about]) => `| ${code} | ${about.replaceAll('|', '\\|')} |`);
  return `# Error codes

Generated by \`nearmiss docs\`. Problems in files print as \`file:line:column code message - hint\`. Exit codes: 0 fine, 1 a check or
verdict failed, 2 wrong input or usage, 3 infrastructure (browser, disk, memory), 130 stopped by Ctrl-C.

| code | meaning |
|---|---|
${rows.join('\n')}
`;
}
