export { RecordingError, readRecording } from './recording/read-recording.js';
export type { Recording, RecordingHead, RecordingLine } from './recording/schema.js';
