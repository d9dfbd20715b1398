import { type Chapter, met, notApplicable, partly } from './requirement.ts';

const NO_UPLOAD = 'No route takes a file; files are imported by whoever runs the platform.';
const NO_NAME = 'No file name is taken from a caller, and no download is served under one.';

/** V5: file handling. */
export const FILES: Chapter = {
  number: 5,
  title: 'File Handling',
  requirements: [
    partly(
      '5.1.1',
      2,
      'Document types, sizes and handling of files for each upload.',
      'The formats are documented; bounds of a record and of unpacked size are in the code only.',
      ['docs/imports.md'],
    ),
    met(
      '5.2.1',
      1,
      'Accept files only of a size that can be processed.',
      ['src/http/protocol.int.test.ts', 'docs/imports.md'],
      'A request holds 1 MiB at most; imports stream in constant memory.',
    ),
    met(
      '5.2.2',
      1,
      'Check that content is of the expected type.',
      ['src/intake/readers/format.ts', 'src/intake/readers/open.test.ts', 'docs/imports.md'],
      'The format is told from the content, never from the name.',
    ),
    partly(
      '5.2.3',
      2,
      'Bound what compressed files unpack to.',
      'Gzipped imports stream, with records bounded; nothing bounds the whole unpacked size.',
      ['src/intake/readers/source.ts', 'src/intake/readers/limits.ts'],
    ),
    notApplicable('5.3.1', 1, 'Uploaded files are never executed.', NO_UPLOAD),
    met('5.3.2', 1, 'Paths are made of trusted data only.', [
      'src/http/web-app.ts',
      'src/http/socket.int.test.ts',
      'src/stores/objects/file.test.ts',
    ]),
    notApplicable('5.4.1', 2, 'Downloads name their file by the service.', NO_NAME),
    notApplicable('5.4.2', 2, 'Encode file names that are served.', NO_NAME),
    notApplicable(
      '5.4.3',
      2,
      'Scan untrusted files for malware.',
      'Files of others are neither kept nor served: an import keeps records, not files.',
    ),
  ],
};
