export { needOf } from './need/need-of.js';
export type { Need, NeededMultipart, NeededOperation, NeededPaging } from './need/schema.js';
export { needShape } from './need/schema.js';
export { signModeOf } from './need/sign-mode-of.js';
export { type ReadRecording, RecordingError, readRecording } from './recording/read-recording.js';
export type { Recording, RecordingHead, RecordingLine } from './recording/schema.js';
export { type ReplayScenario, scenarioOf } from './replay/scenario-of.js';
