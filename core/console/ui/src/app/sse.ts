// SPDX-License-Identifier: Apache-2.0

/** One event of a stream, or a comment (`: ping`), which only says that the stream is alive. */
export interface Frame {
  name: string;
  data: string;
}

/**
 * Reads `text/event-stream` from fetch. The browser's EventSource needs the names of all events
 * ahead, which plugins add to, and hides the status of a refusal.
 */
export async function readStream(body: ReadableStream<Uint8Array>, onFrame: (frame: Frame) => void): Promise<void> {
  const reader = body.pipeThrough(new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>).getReader();
  let rest = '';
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest = takeFrames(rest + value, onFrame);
  }
}

/** @returns what is left of an unfinished frame */
export function takeFrames(text: string, onFrame: (frame: Frame) => void): string {
  const blocks = text.split('\n\n');
  const rest = blocks.pop() ?? '';
  for (const block of blocks) onFrame(frameOf(block));
  return rest;
}

function frameOf(block: string): Frame {
  const frame: Frame = { name: 'message', data: '' };
  const data: string[] = [];
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') frame.name = value;
    if (field === 'data') data.push(value);
  }
  frame.data = data.join('\n');
  return frame;
}
