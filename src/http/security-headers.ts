/**
 * Headers of every answer besides those helmet sets, from OWASP's list of secure headers: nothing of a device is used, and
 * nothing is loaded that did not say it may be. Only features that browsers know: they complain of the others.
 */
export const SECURITY_HEADERS: readonly (readonly [name: string, value: string])[] = [
  [
    'Permissions-Policy',
    [
      ...['accelerometer', 'autoplay', 'browsing-topics', 'camera', 'display-capture'],
      ...['encrypted-media', 'fullscreen', 'gamepad', 'geolocation', 'gyroscope', 'hid', 'idle-detection'],
      ...['local-fonts', 'magnetometer', 'microphone', 'midi', 'payment', 'picture-in-picture'],
      ...['publickey-credentials-get', 'screen-wake-lock', 'serial', 'usb', 'xr-spatial-tracking'],
    ]
      .map((feature) => `${feature}=()`)
      .join(', '),
  ],
  ['X-Content-Type-Options', 'nosniff'],
  ['Referrer-Policy', 'no-referrer'],
];

/** A year, subdomains included (RFC 6797). */
export const STRICT_TRANSPORT = 'max-age=31536000; includeSubDomains';
