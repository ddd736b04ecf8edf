export { RecordingError, readRecording } from './recording/read-recording.js';
export type { Recording, RecordingHead, RecordingLine } from './recording/schema.js';
export { type ReplayScenario, scenarioOf } from './replay/scenario-of.js';
