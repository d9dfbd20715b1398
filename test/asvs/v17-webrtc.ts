import { type Chapter, notApplicable } from './requirement.ts';

const NO_WEBRTC = 'There is no WebRTC.';

/** V17: WebRTC. */
export const WEBRTC: Chapter = {
  number: 17,
  title: 'WebRTC',
  requirements: [
    notApplicable('17.1.1', 2, 'TURN reaches no reserved addresses.', NO_WEBRTC),
    notApplicable('17.2.1', 2, 'DTLS keys are managed by policy.', NO_WEBRTC),
    notApplicable('17.2.2', 2, 'Media servers use approved DTLS suites.', NO_WEBRTC),
    notApplicable('17.2.3', 2, 'SRTP authentication is checked.', NO_WEBRTC),
    notApplicable('17.2.4', 2, 'Media servers survive malformed SRTP.', NO_WEBRTC),
    notApplicable('17.3.1', 2, 'Signalling survives floods.', NO_WEBRTC),
    notApplicable('17.3.2', 2, 'Signalling survives malformed messages.', NO_WEBRTC),
  ],
};
