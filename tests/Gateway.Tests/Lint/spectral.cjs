const owasp = require('@stoplight/spectral-owasp-ruleset');
const { oas } = require('@stoplight/spectral-rulesets');

module.exports = {
  extends: [oas, owasp.default ?? owasp],
  rules: {
    // What people write has no pattern: any language, any name. Control characters are refused everywhere, and lengths are described.
    'owasp:api4:2023-string-restricted': 'off',
    // A call that needs no token has no 401. That all others announce it is held by DescribingCalls.
    'owasp:api8:2023-define-error-responses-401': 'off',
    // Whoever has the link of a letter may do what it is for: nobody without an account has anything else. Logs and traces hide its secret.
    'owasp:api2:2023-no-credentials-in-url': 'off',
    'owasp:api2:2023-no-api-keys-in-url': 'off',
    // A program's token lives an hour, and is asked for again with its secret: client credentials have no refresh token (RFC 6749, 4.4.3).
    'owasp:api2:2023-short-lived-access-tokens': 'off',
  },
  overrides: [
    {
      // A property that is called "responses", which these rules take for the answers of a call.
      files: [
        '**#/components/schemas/FeedbackOfPerson/properties/responses',
        '**#/paths/~1api~1v1~1privacy~1export/post/responses/200/content/application~1json/example/responses',
        '**#/paths/~1api~1v1~1privacy~1export~1feedback/post/responses/200/content/application~1json/example/responses',
      ],
      rules: {
        'owasp:api4:2023-rate-limit-responses-429': 'off',
        'owasp:api8:2023-define-error-responses-500': 'off',
        'owasp:api8:2023-define-error-validation': 'off',
      },
    },
  ],
};
