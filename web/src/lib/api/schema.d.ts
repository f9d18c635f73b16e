// Written by `npm run api` from the output of `belfry openapi`. Do not edit.
export interface paths {
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says who is signed in, what they may do, and whether Belfry has to be set up first.
         * @description For: anyone.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Signs in with e-mail address, password and code.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Signs out: the session is dead at once.
         * @description For: signed in, and in a session.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in with a passkey alone.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Assertion"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the first account, with the printed link.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Setup"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says whom an invitation is for.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TokenOnly"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InvitationCheck"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accepts an invitation: sets name and password, and signs in.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Acceptance"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/password-resets/acceptance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sets a new password with an administrator's link.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordReset"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows one's own account.
         * @description For: signed in.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes one's own name, title, language, theme, weekly brief and quiet hours.
         * @description For: signed in, and in a session.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MeChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Me"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/me/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Changes one's own password; the other sessions and the calendar's address end.
         * @description For: signed in, and in a session.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PasswordChanged"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Offers a secret for an authenticator app.
         * @description For: signed in, and in a session; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TotpOffer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switches the second factor on with a first code; gives recovery codes.
         * @description For: signed in, and in a session.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TotpCode"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecoveryCodes"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/totp/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switches the second factor off.
         * @description For: signed in, and in a session; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FactorRemoval"];
                };
            };
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives new recovery codes; the old ones are dead.
         * @description For: signed in, and in a session; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecoveryCodes"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists where one is signed in.
         * @description For: signed in, and in a session.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingSession"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends one of one's own sessions.
         * @description For: signed in, and in a session; after a fresh proof of who it is.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    session: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists one's own API tokens.
         * @description For: signed in, and in a session.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingToken"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes an API token; its secret is shown once.
         * @description For: signed in, and in a session; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewToken"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["TokenMade"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/tokens/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes one of one's own API tokens.
         * @description For: signed in, and in a session; after a fresh proof of who it is.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    token: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/passkey/challenge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives what a browser needs to use a passkey, whoever's it is.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PasskeyChallenge"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Proves once more who one is; dangerous acts ask for it.
         * @description For: signed in, and in a session.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Proof"];
                };
            };
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists one's own passkeys.
         * @description For: signed in, and in a session.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingPasskey"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Keeps a new passkey; gives recovery codes with the first second factor.
         * @description For: signed in, and in a session; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPasskey"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PasskeyMade"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/offer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives what a browser needs to make a passkey.
         * @description For: signed in, and in a session.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PasskeyOffer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/me/passkeys/{passkey}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Gives one of one's own passkeys another name.
         * @description For: signed in, and in a session.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    passkey: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasskeyName"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Passkey"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/me/passkeys/{passkey}/removal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Removes one of one's own passkeys.
         * @description For: signed in, and in a session; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    passkey: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FactorRemoval"];
                };
            };
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sign-in-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows what is asked of those who sign in.
         * @description For: permission settings_edit.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignInSettings"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Changes what is asked of those who sign in.
         * @description For: permission settings_edit; after a fresh proof of who it is.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignInSettingsChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SignInSettings"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/identity-provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows with which identity provider people can sign in; never its secret.
         * @description For: permission people_manage.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IdentityProvider"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Changes with which identity provider people can sign in.
         * @description For: permission people_manage; after a fresh proof of who it is.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IdentityProviderChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IdentityProvider"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/provider": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins to sign in with the city's identity provider: says where the browser has to go.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ProviderAddress"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/provider/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Signs in with what the identity provider sent the browser back with.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ProviderAnswer"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionState"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the screens on walls.
         * @description For: permission settings_edit.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingWallScreen"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a screen; the link that a device opens to become it is shown once.
         * @description For: permission settings_edit; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewScreen"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScreenLink"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screens/{screen}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a new link for a screen; the device that shows it now stops.
         * @description For: permission settings_edit; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    screen: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ScreenLink"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screens/{screen}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Removes a screen: its device stops at once.
         * @description For: permission settings_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    screen: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/screens/pairing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the device that asks a screen, with the link.
         * @description For: anyone.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TokenOnly"];
                };
            };
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Too many tries; `Retry-After` says how many seconds to wait. */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists everybody who has an account or is invited.
         * @description For: permission people_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Part of a name, address, title or agency. */
                    q?: string;
                    /** @description Who has this role. */
                    role?: "administrator" | "mayor" | "chief_of_staff" | "election_official" | "planner" | "liaison" | "commissioner" | "auditor" | "staff" | "observer";
                    /** @description Who is in this state. */
                    state?: "active" | "disabled" | "invited" | "fictional";
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingPerson"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows one person.
         * @description For: permission people_see, or the person.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Person"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes somebody's name, title, agency and roles.
         * @description For: permission people_manage; after a fresh proof of who it is.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    person: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PersonChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonChanged"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/people/{person}/disabling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keeps somebody out, at once; what they did stays.
         * @description For: permission people_manage; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    person: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonChanged"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/enabling": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Lets somebody in again.
         * @description For: permission people_manage; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    person: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PersonChanged"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/reset-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes a link with which somebody sets a new password.
         * @description For: permission people_manage; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    person: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SecretLink"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/sign-out-everywhere": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ends all sessions of somebody.
         * @description For: permission people_manage; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    person: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SessionsEnded"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists where somebody is signed in.
         * @description For: permission people_manage.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path: {
                    person: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingSession"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/people/{person}/sessions/{session}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Ends one of somebody's sessions.
         * @description For: permission people_manage; after a fresh proof of who it is.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    person: number;
                    session: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists who is invited and has not come yet.
         * @description For: permission people_manage.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingInvitation"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Invites somebody by a link, sent by e-mail where Belfry sends any.
         * @description For: permission people_manage; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewInvitation"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["InvitationMade"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/invitations/{invitation}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraws an invitation: its link is dead.
         * @description For: permission people_manage.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    invitation: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Lists the roles and what each may do.
         * @description For: signed in.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingRoleRow"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Shows how Belfry sends e-mail; never the password.
         * @description For: permission mail_settings_edit.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MailSettings"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Changes how Belfry sends e-mail.
         * @description For: permission mail_settings_edit; after a fresh proof of who it is.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MailSettingsChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["MailSettings"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/mail-settings/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sends one message at once, and says what the mail server said.
         * @description For: permission mail_settings_edit.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MailTest"];
                };
            };
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/city": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The city; before the first run one without a name.
         * @description For: signed in.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["City"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Answers the questions of the first run, or changes them later.
         * @description For: permission city_edit.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CityEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["City"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/steps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The ten steps with status, owner and next action.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingStepSummary"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/steps/{step}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One step with its duty, its goal and ready first tasks.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    step: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StepDetail"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Sets owner, status or date of a step, based on the revision in If-Match.
         * @description For: permission program_edit.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    step: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["StepEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["StepDetail"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tasks, open ones first, those due first on top.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Of one step only, 1 to 10. */
                    step?: string;
                    /** @description Of one person only: a number, or `me`. */
                    owner?: string;
                    /** @description Which tasks. */
                    state?: "all" | "open" | "done" | "overdue";
                    /** @description Continue after this task; files hold all of them. */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingTask"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/steps/{step}/tasks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a task to a step.
         * @description For: permission program_edit.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    step: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TaskNew"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One task.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    task: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Deletes a task with its comments and files.
         * @description For: permission program_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    task: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes a task, based on the revision in If-Match.
         * @description For: permission program_edit, or the task's owner.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    task: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TaskEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/tasks/{task}/completion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Marks a task as done.
         * @description For: permission program_edit, or the task's owner.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    task: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TaskCompletion"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/reopening": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Opens a task again, with the reason.
         * @description For: permission program_edit, or the task's owner.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    task: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TaskReopening"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Task"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tasks/{task}/nudge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks the task's owner how it is going, at most once a day.
         * @description For: permission program_comment.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    task: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Decisions: those that wait by due date, then the answered, newest first.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Which decisions. */
                    state?: "waiting" | "answered" | "all";
                    /** @description Only those the caller may answer. */
                    mine?: "true" | "false";
                    /** @description Of one step only, 1 to 10. */
                    step?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingDecision"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/steps/{step}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks for a decision.
         * @description For: permission decisions_ask.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    step: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionNew"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions/{decision}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One decision.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    decision: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Changes what is asked, while it waits, based on the revision in If-Match.
         * @description For: permission program_edit, or whoever asked for the decision.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    decision: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/decisions/{decision}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approves what is asked.
         * @description For: permission program_see, and whoever is asked for the decision.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    decision: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionApproval"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions/{decision}/declining": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Declines what is asked, with the reason.
         * @description For: permission program_see, and whoever is asked for the decision.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    decision: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionRefusal"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions/{decision}/question": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks something before deciding.
         * @description For: permission program_see, and whoever is asked for the decision.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    decision: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionQuestionNew"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions/{decision}/answer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Answers the question that is open.
         * @description For: permission program_edit, or whoever asked for the decision.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    decision: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionAnswer"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/decisions/{decision}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes the request back, with the reason.
         * @description For: permission program_edit, or whoever asked for the decision.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    decision: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecisionWithdrawal"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Decision"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/steps/{step}/notes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Notes of a step, newest first.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path: {
                    step: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingNote"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Writes a note on a step.
         * @description For: permission program_edit.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    step: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoteNew"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notes/{note}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Deletes a note with its comments and files.
         * @description For: permission program_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    note: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes a note, based on the revision in If-Match.
         * @description For: permission program_edit.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    note: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NoteEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Note"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/comments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Comments on one thing, oldest first.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description What they are on: `task/12`. */
                    object?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingComment"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Comments on a step, task, decision or note.
         * @description For: permission program_comment.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CommentNew"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Comment"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/comments/{comment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Deletes a comment.
         * @description For: permission people_manage, or the comment's author.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    comment: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes a comment of one's own, based on the revision in If-Match.
         * @description For: permission program_comment, and the comment's author.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    comment: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CommentEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Comment"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Files on one thing, oldest first.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description What they are on: `task/12`. */
                    object?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingAttachment"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Attaches a file: the body is its bytes.
         * @description For: permission program_edit, or the owner of the task it is for.
         */
        post: {
            parameters: {
                query?: {
                    /** @description What it is for: `task/12`. */
                    object?: string;
                    /** @description The file's name. */
                    name?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Attachment"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{attachment}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The file's bytes, always as a download.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    attachment: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/attachments/{attachment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Deletes a file.
         * @description For: permission program_edit, or whoever added the file.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    attachment: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/this-week": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The first screen: season, decisions that wait for the caller, changes, dates, steps.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ThisWeek"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/this-week/seen": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The caller has seen what changed up to now.
         * @description For: permission program_see.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything with a date: events, due tasks and decisions, the election.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description From this day on, YYYY-MM-DD. */
                    from?: string;
                    /** @description Up to this day, YYYY-MM-DD. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingCalendarEvent"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Puts an event into the calendar.
         * @description For: permission calendar_edit.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CalendarEventNew"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarEvent"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/{event}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One event of the calendar's own.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    event: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarEvent"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Deletes an event.
         * @description For: permission calendar_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    event: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes an event, based on the revision in If-Match.
         * @description For: permission calendar_edit.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    event: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CalendarEventEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarEvent"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/calendar/feed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the caller's secret calendar address; an earlier one stops working. Shown once.
         * @description For: permission program_see.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CalendarFeed"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/calendar.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The calendar (RFC 5545) for whoever has a person's secret address.
         * @description For: anyone.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The secret of the address. */
                    token?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/calendar": string;
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the caller should look at, newest first.
         * @description For: signed in.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingInboxItem"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/{item}/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Marks one item of the caller's inbox as read.
         * @description For: signed in.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    item: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/inbox/reading": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Marks the caller's whole inbox as read.
         * @description For: signed in.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Finds what the caller may see, without regard to accents.
         * @description For: signed in.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Words, or how they begin. */
                    q?: string;
                    /** @description How many at most; 8 when left out. */
                    most?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SearchAnswer"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/history/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what of one object, newest first.
         * @description For: permission program_see, and of the programme's objects, or with activity_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path: {
                    kind: string;
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingHistoryEntry"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Everything that was done, newest first.
         * @description For: permission activity_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Continue below this sequence number. */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingActivity"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/demo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Whether the fictional city is loaded.
         * @description For: signed in.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DemoState"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Fills Belfry with the fictional city.
         * @description For: permission demo_manage.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DemoState"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Removes exactly what the fictional city brought.
         * @description For: permission demo_manage; after a fresh proof of who it is.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Imports of places and precincts, newest first.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingImportLine"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Begins an import: the body is a file (CSV, TSV, XLSX, GeoJSON, VIP 5 XML, VIP 3 text, or a zip of these). Nothing of the city changes until it is confirmed.
         * @description For: permission places_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description The file's name. */
                    name?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import}/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Adds a file to an import.
         * @description For: permission places_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description The file's name. */
                    name?: string;
                };
                header?: never;
                path: {
                    import: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * An import: how its files were written, what their columns mean, what would become of it.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    import: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Drops an import that was not confirmed.
         * @description For: permission places_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    import: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Says what columns mean, or what becomes of places that the files do not name.
         * @description For: permission places_edit.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    import: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ImportChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/imports/{import}/rows": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What becomes of each row, and why.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Of one kind. */
                    fate?: "read" | "repaired" | "set_aside";
                    /** @description Part of the place, the precinct, the reason or the cells. */
                    q?: string;
                    /** @description Continue after so many rows. */
                    after?: string;
                };
                header?: never;
                path: {
                    import: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingImportRow"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import}/changes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which places and precincts the import adds, changes and removes: a line for each field that differs, one line for each that is new or gone.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Of one kind of thing. */
                    part?: "place" | "precinct";
                    /** @description Of one kind. */
                    change?: "added" | "changed" | "removed";
                    /** @description Continue after so many lines. */
                    after?: string;
                };
                header?: never;
                path: {
                    import: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingCityChange"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import}/confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes the city what the files say.
         * @description For: permission places_edit.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    import: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{import}/undoing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Puts back what was there before, but for what people changed since.
         * @description For: permission places_edit.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    import: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Import"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Polling places by number, with what is estimated; `provenance` says of each field where it comes from.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Part of the number, name or address. */
                    q?: string;
                    /** @description Of one kind. */
                    kind?: "polling_place" | "vote_center" | "early_vote";
                    /** @description Continue after the place with this number. */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingPlaceRow"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Adds a polling place.
         * @description For: permission places_edit.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PlaceEdit"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlaceRow"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/precincts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Precincts by number, with the place where they vote.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Part of the number, name or place. */
                    q?: string;
                    /** @description Only those whose polling place is not known. */
                    without_place?: "true" | "false";
                    /** @description Continue after the precinct with this number. */
                    after?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingPrecinct"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sites/{site}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One polling place.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    site: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlaceRow"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Deletes a polling place; its precincts are without one then.
         * @description For: permission places_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    site: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes a polling place, based on the revision in If-Match. What is said here is kept when files are read again; null has a figure estimated again.
         * @description For: permission places_edit.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    site: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PlaceEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlaceRow"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/election": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The election to come; until somebody describes it, published figures for everything.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Election"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Describes the election, based on the revision in If-Match.
         * @description For: permission places_edit.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ElectionEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Election"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/election/estimates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What of Election Day is estimated, by which rule, and how to replace it.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DayEstimates"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/election/model": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The city as the rehearsal engine takes it (docs/formats/city.md).
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": unknown;
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/election/fits": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads a log of a past election and says which arrival profile or service time fits it. The body is the file, or a zip of the log and a table of turnouts. Nothing is stored: send what is found to the election.
         * @description For: permission places_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description The file's name. */
                    name?: string;
                    /** @description Which election of a table of turnouts is meant: `2019 primary`. */
                    turnout_of?: string;
                    /** @description `month_first` or `day_first`: how dates such as 05/11/2024 are read. Without it the log or an election's day settles it where it can. */
                    date_order?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Fit"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/basemap": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The map under the polling places: the city's precincts or its boundary as GeoJSON; without features where nobody gave one.
         * @description For: permission places_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Basemap"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Gives the map, based on the revision in If-Match: the body is a GeoJSON FeatureCollection of polygons in WGS 84. Lines are simplified; imports leave it as it is.
         * @description For: permission places_edit.
         */
        put: {
            parameters: {
                query?: {
                    /** @description The file's name. */
                    name?: string;
                };
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Basemap"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Takes the map away; the next import of precincts with areas brings another.
         * @description For: permission places_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/basemap/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a file would be as the map: its areas, the features that are none and why, and how many of the city's precincts it has. Nothing is stored.
         * @description For: permission places_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description The file's name. */
                    name?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/octet-stream": string;
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BasemapPreview"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incident-presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Incidents that happened elsewhere, with the figures that were published and where.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingIncidentPreset"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/incident-presets/{preset}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One incident.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    preset: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["IncidentPreset"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What may go wrong on Election Day, by name.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingScenario"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Keeps a scenario: begun from an incident, from disruptions, or both.
         * @description For: permission rehearsals_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScenarioNew"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/scenarios/{scenario}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One scenario.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    scenario: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Deletes a scenario. Runs keep what they saw of it.
         * @description For: permission rehearsals_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    scenario: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes a scenario, based on the revision in If-Match.
         * @description For: permission rehearsals_edit.
         */
        patch: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    scenario: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ScenarioEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Scenario"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/scenario-sentences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads disruptions back in words, and says what is wrong with them. Nothing is stored.
         * @description For: permission rehearsals_see.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DisruptionsSaid"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Sentences"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Contingency plans, by name.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingPlan"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Keeps a plan.
         * @description For: permission rehearsals_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PlanNew"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One plan.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    plan: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Deletes a plan. Runs keep what they saw of it.
         * @description For: permission rehearsals_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    plan: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Changes a plan, based on the revision in If-Match.
         * @description For: permission rehearsals_edit.
         */
        patch: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    plan: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PlanEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/plan-sentences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reads measures back in words, with what they cost, and says what is wrong with them. Nothing is stored.
         * @description For: permission rehearsals_see.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MeasuresSaid"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PlanSentences"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan}/protocol": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The emergency protocol that follows from a plan: who does what at which place on which trigger.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                    /** @description One polling place, by its number; all without. */
                    site?: string;
                };
                header?: never;
                path: {
                    plan: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Protocol"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan}/protocol.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The emergency protocol as a page for print.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Size of the paper. */
                    paper?: "letter" | "a4";
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                    /** @description One polling place, by its number; all without. */
                    site?: string;
                    /** @description Each card once with the number of copies, or each place's set. */
                    copies?: "masters" | "sets";
                };
                header?: never;
                path: {
                    plan: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/plans/{plan}/protocol.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The emergency protocol as a Word document.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Size of the paper. */
                    paper?: "letter" | "a4";
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                    /** @description One polling place, by its number; all without. */
                    site?: string;
                    /** @description Each card once with the number of copies, or each place's set. */
                    copies?: "masters" | "sets";
                };
                header?: never;
                path: {
                    plan: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/protocol-contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Names and phone numbers that the emergency protocol is printed with, by role and place.
         * @description For: permission rehearsals_edit.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contacts"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Puts other contacts in their place, based on the revision in If-Match. They are kept sealed.
         * @description For: permission rehearsals_edit.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ContactsEdit"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Contacts"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Rehearsals and searches, newest first.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingRunLine"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Rehearses plans in scenarios on the same simulated days. It works in the background; what there is so far is in the run.
         * @description For: permission rehearsals_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RunWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One run as far as it is: what it saw, what came of it, and what has changed since.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /**
         * Deletes a run that is over, with its results.
         * @description For: permission rehearsals_edit.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stops a run and keeps what is done.
         * @description For: permission rehearsals_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/repetition": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Runs the same again: the city, scenarios and plans as that run saw them. The numbers come out the same, bit for bit.
         * @description For: permission rehearsals_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/brief": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The mayor's brief of a run: what was found, how sure it is, and how to get the same numbers again.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                    /** @description With which probability the standard is to be held; 0.95 without. */
                    goal?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Brief"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/brief.html": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The mayor's brief on two pages for print.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Size of the paper. */
                    paper?: "letter" | "a4";
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                    /** @description With which probability the standard is to be held; 0.95 without. */
                    goal?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/html": string;
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/brief.docx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The mayor's brief as a Word document.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Size of the paper. */
                    paper?: "letter" | "a4";
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                    /** @description With which probability the standard is to be held; 0.95 without. */
                    goal?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document": string;
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one plan in one scenario came to at each site.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Number of the scenario, 0 an ordinary day; else the run's first. */
                    scenario?: string;
                    /** @description Number of the plan, 0 none; else the run's first. */
                    plan?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingRunSite"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/slots": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Waits and lines of all sites through the day, in slots: for a map.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Number of the scenario, 0 an ordinary day; else the run's first. */
                    scenario?: string;
                    /** @description Number of the plan, 0 none; else the run's first. */
                    plan?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RunSlots"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/sites/{site}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The day of one site as bands of percentiles over the days.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                    /** @description Number of the scenario, 0 an ordinary day; else the run's first. */
                    scenario?: string;
                    /** @description Number of the plan, 0 none; else the run's first. */
                    plan?: string;
                };
                header?: never;
                path: {
                    run: number;
                    site: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["SiteDayBands"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/differences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes at each site from one plan to another: first less second, on the same days.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Number of the scenario, 0 an ordinary day; else the run's first. */
                    scenario?: string;
                    /** @description Number of the first plan, 0 none. */
                    first?: string;
                    /** @description Number of the plan it is compared with, 0 none. */
                    second?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingSiteDifference"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/results.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All results of a run as one file: every site under every plan in every scenario.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/results.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All results of a run as one file: every site under every plan in every scenario.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/results.xlsx": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All results of a run as one file: every site under every plan in every scenario.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": string;
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/charts/{chart}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A chart as SVG or PNG: `sites.svg`, `site-NUMBER.svg` (a site's day), `matrix.png`, `cost-risk.png`.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Number of the scenario, 0 an ordinary day; else the run's first. */
                    scenario?: string;
                    /** @description Number of the plan, 0 none; else the run's first. */
                    plan?: string;
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    run: number;
                    chart: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/svg+xml": string;
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/optimizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Searches for the cheapest plan that holds the standard as often as asked. It works in the background, as a run; what it finds is in the run.
         * @description For: permission rehearsals_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OptimizationWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Run"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/runs/{run}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Keeps the plan that a search has found.
         * @description For: permission rehearsals_edit.
         */
        post: {
            parameters: {
                query?: {
                    /** @description Of the sentences; without it the caller's. */
                    language?: string;
                };
                header?: never;
                path: {
                    run: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["FoundPlanName"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Plan"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/rehearsal-preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A usual day at every site, from exact means of the lines: no simulation, no luck.
         * @description For: permission rehearsals_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CityPreview"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * The same with other numbers of voters or servers, for sliders. Nothing is stored.
         * @description For: permission rehearsals_see.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PreviewWish"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["CityPreview"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Long work, newest first: all of it, or what the caller asked for.
         * @description For: signed in.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingJob"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One piece of long work, as far as it is.
         * @description For: permission jobs_see, or who asked for it.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/jobs/{job}/cancellation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stops the work and keeps what is done.
         * @description For: permission jobs_manage, or who asked for it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The backups that are kept, newest first.
         * @description For: permission backups_manage.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingBackup"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a backup; the answer is the job that does it.
         * @description For: permission backups_manage.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{name}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Gives an address at which a backup can be fetched once, within a minute.
         * @description For: permission backups_manage; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    name: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["DownloadAddress"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-downloads/{link}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A backup as a file: everything that Belfry knows.
         * @description For: permission backups_manage.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    link: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/octet-stream": string;
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-drills": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What came of restoring backups into an empty place, newest first.
         * @description For: permission backups_manage.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingDrill"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Restores the newest backup into an empty place and looks; the answer is the job.
         * @description For: permission backups_manage.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backup-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When backups are made and tried, how many are kept, and whom they are encrypted to.
         * @description For: permission backups_manage.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BackupSettings"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Changes that; the record keeps who did.
         * @description For: permission backups_manage; after a fresh proof of who it is.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BackupSettingsChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["BackupSettings"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/administration/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How Belfry is: database, record, disk, backups, clock, mail.
         * @description For: permission settings_edit.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Status"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/public-pages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the city publishes on its public pages.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicPages"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Publishes the steps' status or takes it back; says whom to tell about a problem.
         * @description For: permission public_pages_edit; after a fresh proof of who it is.
         */
        patch: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PublicPagesChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["PublicPages"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/log": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The permanent record as a log that others verify: its name, keys and newest checkpoint.
         * @description For: permission program_see.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LogState"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Says where the public pages are. The log is named after the host.
         * @description For: permission settings_edit; after a fresh proof of who it is.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LogChange"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LogState"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/witnesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who watches this city's log and is watched by it, with every alarm.
         * @description For: permission settings_edit.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["WitnessState"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Pins a city, the county or the state by its keys.
         * @description For: permission settings_edit; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeerWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Peer"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/witnesses/rounds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks every witness now; the answer is the job that does it.
         * @description For: permission settings_edit.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Job"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/witnesses/{peer}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Changes a pinned peer: its address, or its keys once they are other ones.
         * @description For: permission settings_edit; after a fresh proof of who it is.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    peer: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PeerWish"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Peer"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Takes a peer away: it cosigns no longer, and is cosigned no longer.
         * @description For: permission settings_edit; after a fresh proof of who it is.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    peer: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/witnesses/alarms/{alarm}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says that an alarm has been dealt with. Its proof is kept.
         * @description For: permission settings_edit; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alarm: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Alarm"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/log/epochs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begins a new epoch of the log after entries were lost; the record says which.
         * @description For: permission settings_edit; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Identity"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/exemptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the law lets the city withhold, and which of it is due for a look.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingExemptionLine"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Adds an exemption.
         * @description For: permission records_manage.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExemptionWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Exemption"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/exemptions/{exemption}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One exemption.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    exemption: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Exemption"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Changes an exemption, as after a review.
         * @description For: permission records_manage.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    exemption: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExemptionWish"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Exemption"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Takes away an exemption that is marked on nothing.
         * @description For: permission records_manage.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    exemption: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What exemptions are marked on.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingExemptionMark"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Marks an object, or one of its fields, as covered by an exemption.
         * @description For: permission records_manage.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ExemptionMarkWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ExemptionMark"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/marks/{mark}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes a mark away: the exemption does not cover this any more.
         * @description For: permission records_manage.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    mark: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/holds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Legal holds: what may be neither deleted nor redacted, and why.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingHoldLine"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Places a legal hold. From then on what it covers can be neither deleted nor redacted.
         * @description For: permission records_manage.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LegalHoldWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LegalHold"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/holds/{hold}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One legal hold.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    hold: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LegalHold"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Changes a legal hold: what it covers and how long.
         * @description For: permission records_manage; after a fresh proof of who it is.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    hold: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LegalHoldWish"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LegalHold"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/holds/{hold}/release": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Releases a legal hold, with the reason.
         * @description For: permission records_manage; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    hold: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HoldRelease"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["LegalHold"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/series": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retention series: how long records are kept by law.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingRetentionSeries"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Adds a retention series.
         * @description For: permission records_manage; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RetentionSeriesWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionSeries"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/series/{series}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One retention series.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    series: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionSeries"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Changes a retention series.
         * @description For: permission records_manage; after a fresh proof of who it is.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    series: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RetentionSeriesWish"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionSeries"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        /**
         * Takes away a series that no records belong to.
         * @description For: permission records_manage; after a fresh proof of who it is.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    series: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which records belong to which series.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingRetentionAssignment"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Gives a kind of records, or one of them, to a series.
         * @description For: permission records_manage; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RetentionAssignmentWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RetentionAssignment"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/assignments/{assignment}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Takes records out of their series.
         * @description For: permission records_manage; after a fresh proof of who it is.
         */
        delete: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    assignment: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/due": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Records whose period of retention is over or soon will be. Nothing goes by itself.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Also those that are kept for longer. */
                    all?: "true" | "false";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingDueLine"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/redactions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Redactions and dispositions: proposed, approved, carried out, declined.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingRedaction"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Proposes that values are removed under a law. Two others have to approve it.
         * @description For: permission records_manage.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RedactionWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Redaction"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/redactions/{redaction}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One redaction.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    redaction: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Redaction"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/redactions/{redaction}/approval": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Approves a redaction that somebody else proposed. The second approval lets it happen.
         * @description For: permission records_approve; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    redaction: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Redaction"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/redactions/{redaction}/refusal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Declines a redaction that somebody else proposed, with the reason.
         * @description For: permission records_approve.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    redaction: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RedactionEnd"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Redaction"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/redactions/{redaction}/withdrawal": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Takes one's own proposal back, with the reason.
         * @description For: permission records_manage.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    redaction: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RedactionEnd"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Redaction"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What of the public records waits for somebody.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecordsOverview"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/objects/{kind}/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Every value the record has of one object, and what retention, holds and exemptions say.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: string;
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RecordView"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/redactions/{redaction}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a redaction takes, what stays, and what stands in its way.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    redaction: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RedactionPreview"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/redactions/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * The same for one that is not proposed yet. Nothing is stored.
         * @description For: permission records_manage.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RedactionWish"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RedactionPreview"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The days on which the city's offices are closed each year, by which due days are counted.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HolidayList"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Says on which days the city's offices are closed. Due days of open requests follow.
         * @description For: permission records_manage.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["HolidayListWish"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["HolidayList"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/holidays/presets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Holidays by the laws of some states and of the United States, to start from.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingHolidayList"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was asked for under public-records law, open requests by their due day first.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingRequestLine"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Enters a request. Its due day follows from the days that the law gives.
         * @description For: permission records_release.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RequestWish"];
                };
            };
            responses: {
                /** @description ok */
                201: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RequestShown"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/deadlines": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Time limits of public-records laws, as proposals for a request.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingDeadlineRule"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/requests/{request}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One request, with its holidays and how far its review is.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    request: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RequestShown"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        /**
         * Changes an open request.
         * @description For: permission records_release.
         */
        put: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    request: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RequestWish"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RequestShown"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/requests/{request}/closing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Closes a request, or opens it again.
         * @description For: permission records_release.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    request: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Closing"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RequestShown"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/requests/{request}/review": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was found for a request, a line for each value.
         * @description For: permission records_release.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                    /** @description Continue behind this entry. */
                    after?: string;
                };
                header?: never;
                path: {
                    request: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingReviewLine"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/requests/{request}/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Searches the record for what the request asks for. Decisions on what stays are kept.
         * @description For: permission records_release.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    request: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RequestShown"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/requests/{request}/decisions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decides what becomes of values: given out, or withheld under an exemption.
         * @description For: permission records_release.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    request: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Decisions"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RequestShown"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/requests/{request}/left-out": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Says which entries were found but not asked for.
         * @description For: permission records_release.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    request: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Leaving"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RequestShown"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/requests/{request}/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Packages that were made for a request, newest first.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: {
                    /** @description The same rows as a file. */
                    format?: "json" | "csv" | "xlsx";
                };
                header?: never;
                path: {
                    request: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ListingRelease"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Makes a package of what was decided, and commits it in the record.
         * @description For: permission records_release; after a fresh proof of who it is.
         */
        post: {
            parameters: {
                query?: never;
                header: {
                    /** @description The ETag of what the change is based on. */
                    "If-Match": string;
                };
                path: {
                    request: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PackageWish"];
                };
            };
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        /** @description The revision, for If-Match. */
                        ETag?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["RequestShown"];
                    };
                };
                /** @description The request cannot be read. */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description It does not fit what is there: somebody changed it meanwhile, or its state forbids it. `differences` says what changed. */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The body is too long. */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Fields are wrong: `problems` names each with its path. */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description If-Match is missing: it says which revision the change is based on. */
                428: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/records/requests/{request}/packages/{package}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A package as a zip file, with proofs that anyone can check.
         * @description For: permission records_read.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    request: number;
                    package: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/zip": string;
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description There is no such thing. */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/healthz": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Says whether the server works.
         * @description For: anyone.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts and gauges for Prometheus.
         * @description For: anyone, and from this machine or with settings_edit.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/plain": string;
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * This document.
         * @description For: anyone.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": Record<string, never>;
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What changes, as it happens (server-sent events): kind, id and revision of each object.
         * @description For: signed in.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/event-stream": string;
                    };
                };
                /** @description Nobody is signed in, or the session is over. */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description The caller may not do this, or the request does not prove where it comes from. */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
                /** @description Another problem. */
                default: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/problem+json": components["schemas"]["ProblemAnswer"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @enum {string} */
        Absent: "keep" | "remove";
        Acceptance: {
            token: string;
            name: string;
            password: string;
            language: string;
        };
        ArrivalProfile: {
            shares: number[];
            line_at_opening: number;
            source: string;
        };
        Assertion: {
            id: string;
            client_data: string;
            authenticator_data: string;
            signature: string;
            user_handle?: string;
        };
        Attestation: {
            client_data: string;
            attestation_object: string;
        };
        BackupSettingsChange: {
            recipients: string[];
            at: string;
            /** Format: int64 */
            keep: number;
            drill_on: components["schemas"]["Weekday"];
        };
        Base: {
            /** Format: int64 */
            crews: number;
            lat?: number;
            lon?: number;
        };
        CalendarEventEdit: {
            title?: string;
            /**
             * Format: date-time
             * @description null clears it
             */
            starts_at?: string | null;
            /**
             * Format: date-time
             * @description null clears it
             */
            ends_at?: string | null;
            /**
             * Format: date
             * @description null clears it
             */
            all_day_on?: string | null;
            place?: string;
            details?: string;
            /**
             * Format: int64
             * @description null clears it
             */
            step?: number | null;
            kind?: components["schemas"]["CalendarKind"];
            tlp?: components["schemas"]["Tlp"];
        };
        CalendarEventNew: {
            title: string;
            /** Format: date-time */
            starts_at?: string;
            /** Format: date-time */
            ends_at?: string;
            /** Format: date */
            all_day_on?: string;
            place?: string;
            details?: string;
            /** Format: int64 */
            step?: number;
            kind?: components["schemas"]["CalendarKind"];
            tlp?: components["schemas"]["Tlp"];
        };
        /** @enum {string} */
        CalendarKind: "meeting" | "deadline" | "election" | "exercise" | "other";
        CityEdit: {
            name: string;
            state: string;
            time_zone?: string;
            /** Format: date */
            next_election?: string;
        };
        Closing: {
            state: components["schemas"]["RequestState"];
            note?: string;
        };
        CommentEdit: {
            text: string;
        };
        CommentNew: {
            object: string;
            text: string;
        };
        ContactsEdit: {
            contacts: components["schemas"]["ProtocolContact"][];
        };
        /** @enum {string} */
        DayCount: "business" | "calendar";
        DecisionAnswer: {
            text: string;
        };
        DecisionApproval: {
            text?: string;
            option?: string;
        };
        DecisionEdit: {
            title?: string;
            why?: string;
            /**
             * Format: int64
             * @description null clears it
             */
            cost?: number | null;
            cost_source?: string;
            /**
             * Format: date
             * @description null clears it
             */
            due?: string | null;
            /**
             * Format: int64
             * @description null clears it
             */
            asked_of_id?: number | null;
            tlp?: components["schemas"]["Tlp"];
            options?: string[];
        };
        DecisionNew: {
            title: string;
            why: string;
            /**
             * Format: int64
             * @description US cents
             */
            cost?: number;
            cost_source?: string;
            /** Format: date */
            due?: string;
            /** Format: int64 */
            asked_of_id?: number;
            tlp?: components["schemas"]["Tlp"];
            options?: string[];
        };
        DecisionQuestionNew: {
            text: string;
        };
        DecisionRefusal: {
            reason: string;
        };
        DecisionWithdrawal: {
            reason: string;
        };
        Decisions: {
            fields: components["schemas"]["FieldRef"][];
            state: components["schemas"]["FieldState"];
            /** Format: int64 */
            exemption?: number;
        };
        Difference: {
            field: string;
            before: unknown;
            after: unknown;
            who: string;
            when: string;
        };
        /** @enum {string} */
        Dispatch: "nearest_free" | "longest_line" | "first_come";
        /** @enum {string} */
        Disposition: "destroy" | "transfer" | "review" | "permanent";
        Disruption: {
            id: string;
            kind: components["schemas"]["DisruptionKind"];
            where?: components["schemas"]["Where"];
            independent?: boolean;
            probability?: number;
            /** @description HH:MM, or minutes */
            at?: string;
            after_opening?: components["schemas"]["Distribution"];
            lasts?: components["schemas"]["Distribution"];
            detection?: components["schemas"]["Distribution"];
            equipment?: components["schemas"]["Equipment"][];
            slow_factor?: number;
            server_share?: number;
            mtbf_minutes?: number;
            dead_at_opening?: number;
            repair?: components["schemas"]["Distribution"];
            on_failure?: components["schemas"]["OnFailure"];
            reject_share?: number;
            extra_minutes?: number;
            /** Format: int64 */
            ballots?: number;
            ballots_share?: number;
            send_to?: string[];
            lost_share?: number;
            moved_share?: number;
            moved_by_minutes?: number;
            deterred_share?: number;
        };
        /** @enum {string} */
        DisruptionKind: "machine_failures" | "pollbook_outage" | "power_loss" | "network_loss" | "misprint" | "outage" | "workers_missing" | "scanner_rejects" | "short_stock" | "late_opening" | "closure" | "false_message";
        DisruptionsSaid: {
            disruptions: components["schemas"]["Disruption"][];
        };
        Distribution: {
            shape: components["schemas"]["Shape"];
            mean?: number;
            sd?: number;
            quantiles?: number[];
        };
        EarlyDay: {
            /** Format: date */
            date: string;
            /** @description HH:MM, or minutes */
            opens: string | number;
            /** @description HH:MM, or minutes */
            closes: string | number;
        };
        ElectionEdit: {
            name?: string;
            /**
             * Format: date
             * @description null clears it
             */
            date?: string | null;
            time_zone?: string;
            /** @description HH:MM, or minutes */
            opens?: string;
            /** @description HH:MM, or minutes */
            closes?: string;
            early_voting?: components["schemas"]["EarlyDay"][];
            turnout_factor?: number;
            /**
             * Format: int64
             * @description null clears it
             */
            expected_voters?: number | null;
            turnout_sd?: number;
            pollbooks?: components["schemas"]["Pollbooks"];
            marking?: components["schemas"]["Marking"];
            service?: components["schemas"]["ServiceTimes"];
            arrivals?: components["schemas"]["ArrivalProfile"];
            figures?: components["schemas"]["EstimateFigures"];
        };
        /** @enum {string} */
        Equipment: "staff" | "e_pollbook" | "booth" | "bmd" | "dre" | "scanner" | "printer";
        EstimateFigures: {
            turnout: number;
            election_day_share: number;
            voters_a_place: number;
            registered_a_booth: number;
            registered_a_device: number;
            registered_a_scanner: number;
            workers_a_place: number;
            peak_load: number;
            device_share: number;
        };
        ExemptionMarkWish: {
            /** Format: int64 */
            exemption: number;
            object_kind: string;
            /** Format: int64 */
            object_id?: number;
            field?: string;
            reason?: string;
        };
        ExemptionWish: {
            name: string;
            statute: string;
            text?: string;
            source?: string;
            /** Format: date */
            valid_from?: string;
            /** Format: date */
            review_on?: string;
            /** Format: date */
            expires_on?: string;
        };
        FactorRemoval: {
            password?: string;
        };
        FieldRef: {
            /** Format: int64 */
            entry: number;
            /** Format: int64 */
            position: number;
        };
        /** @enum {string} */
        FieldState: "undecided" | "release" | "withhold" | "removed";
        FoundPlanName: {
            name: string;
            note?: string;
        };
        HoldRelease: {
            reason: string;
        };
        /** @enum {string} */
        HoldScope: "everything" | "kinds" | "objects";
        HolidayListWish: {
            place: string;
            source: string;
            rules: components["schemas"]["HolidayRule"][];
        };
        /** @enum {string} */
        HolidayOn: "date" | "weekday" | "easter" | "once";
        HolidayRule: {
            name: string;
            on: components["schemas"]["HolidayOn"];
            /** Format: int64 */
            month: number;
            /** Format: int64 */
            day: number;
            /** Format: int64 */
            week: number;
            /** Format: int64 */
            weekday: number;
            /** Format: int64 */
            shift: number;
            /** Format: date */
            once?: string;
            years: components["schemas"]["HolidayYears"];
            observed: components["schemas"]["Observed"];
        };
        /** @enum {string} */
        HolidayYears: "every" | "even" | "odd";
        IdentityProviderChange: {
            name: string;
            issuer: string;
            client: string;
            secret?: string;
            own_network: boolean;
        };
        ImportChange: {
            tables?: components["schemas"]["TableMeanings"][];
            absent?: components["schemas"]["Absent"];
        };
        Leaving: {
            entries: number[];
            outside: boolean;
        };
        LegalHoldWish: {
            matter: string;
            authority?: string;
            scope: components["schemas"]["HoldScope"];
            kinds?: string[];
            objects?: string[];
            /** Format: date */
            starts_on?: string;
            /** Format: date */
            ends_on?: string;
        };
        LeverWish: {
            measure?: string;
            kind?: components["schemas"]["MeasureKind"];
            where?: components["schemas"]["Where"];
            equipment?: components["schemas"]["Equipment"][];
            /** Format: int64 */
            least?: number;
            /** Format: int64 */
            most: number;
            each_site?: boolean;
            shared?: boolean;
            /**
             * Format: int64
             * @description US cents
             */
            unit_cost?: number;
        };
        LogChange: {
            address: string;
        };
        /** @enum {string} */
        MailSecurity: "none" | "starttls" | "tls";
        MailSettingsChange: {
            host: string;
            /** Format: int64 */
            port: number;
            security: components["schemas"]["MailSecurity"];
            username: string;
            password?: string;
            sender: string;
            public_url: string;
        };
        MailTest: {
            to: string;
        };
        /** @enum {string} */
        Marking: "by_hand" | "on_devices";
        MeChange: {
            name?: string;
            title?: string;
            language?: string;
            theme?: components["schemas"]["Theme"];
            weekly_brief?: boolean;
            /** @description null clears it */
            quiet_from?: string | null;
            /** @description null clears it */
            quiet_to?: string | null;
        };
        /** @enum {string} */
        Meaning: "ignored" | "place_key" | "building" | "place_name" | "place_text" | "address" | "address_more" | "house_number" | "city" | "state" | "zip" | "location_type" | "opens" | "closes" | "hours" | "precinct_list" | "expected_voters" | "scanners" | "ballot_marking_devices" | "epollbooks" | "check_in_stations" | "voting_booths" | "poll_workers" | "precinct_key" | "precinct_name" | "ward" | "feed_key" | "county" | "tabulator_model" | "lat" | "lon" | "position" | "coord_source" | "registered_voters" | "ballots_total" | "ballots_election_day" | "ballots_early_in_person" | "ballots_mail" | "ballots_provisional" | "election_day_registrations" | "notes";
        Measure: {
            id: string;
            kind: components["schemas"]["MeasureKind"];
            where?: components["schemas"]["Where"];
            /** Format: int64 */
            count?: number;
            counts?: {
                [key: string]: number;
            };
            shared?: boolean;
            trigger?: components["schemas"]["Trigger"];
            delay?: components["schemas"]["Distribution"];
            equipment?: components["schemas"]["Equipment"][];
            minutes?: number;
            city_wide?: boolean;
            follow_share?: number;
            least_gain_minutes?: number;
            dispatch?: components["schemas"]["Dispatch"];
            bases?: components["schemas"]["Base"][];
            /**
             * Format: int64
             * @description US cents
             */
            cost?: number;
            /**
             * Format: int64
             * @description US cents
             */
            unit_cost?: number;
            /**
             * Format: int64
             * @description US cents
             */
            use_cost?: number;
        };
        /** @enum {string} */
        MeasureKind: "paper_pollbooks" | "emergency_ballots" | "drop_slot" | "spare_machines" | "repair_crews" | "extra_workers" | "redirect" | "extended_hours" | "ballot_delivery";
        MeasuresSaid: {
            measures: components["schemas"]["Measure"][];
            standard?: components["schemas"]["Standard"];
        };
        NewInvitation: {
            name: string;
            email: string;
            title: string;
            agency: string;
            roles: components["schemas"]["Role"][];
            /** Format: date */
            expires_on?: string;
        };
        NewPasskey: {
            name: string;
            credential: components["schemas"]["Attestation"];
        };
        NewScreen: {
            name: string;
            pages: components["schemas"]["ScreenPages"];
            language: string;
            /** Format: date */
            expires_on: string;
        };
        NewToken: {
            name: string;
            read_only: boolean;
            /** Format: date */
            expires_on?: string;
        };
        NoteEdit: {
            text: string;
        };
        NoteNew: {
            text: string;
        };
        /** @enum {string} */
        Observed: "as_it_falls" | "monday_for_sunday" | "nearest";
        /** @enum {string} */
        OnFailure: "resume" | "wait" | "restart" | "head_of_line" | "slot";
        OptimizationWish: {
            scenarios: number[];
            /** Format: int64 */
            plan?: number;
            levers: components["schemas"]["LeverWish"][];
            probability?: number;
            /** Format: int64 */
            days?: number;
            /** Format: int64 */
            final_days?: number;
            /** Format: int64 */
            seed?: number;
        };
        PackageWish: {
            language?: string;
            repeats_are_right?: boolean;
        };
        PasskeyName: {
            name: string;
        };
        PasswordChange: {
            current?: string;
            next: string;
            remove_tokens?: boolean;
        };
        PasswordReset: {
            token: string;
            password: string;
        };
        /** @enum {string} */
        PeerLevel: "city" | "county" | "state";
        PeerWish: {
            name: string;
            level: components["schemas"]["PeerLevel"];
            url: string;
            log_key: string;
            witness_key: string;
        };
        PersonChange: {
            name?: string;
            title?: string;
            agency?: string;
            roles?: components["schemas"]["Role"][];
            /**
             * Format: date
             * @description null clears it
             */
            expires_on?: string | null;
        };
        PlaceEdit: {
            name?: string;
            address?: string;
            city?: string;
            state?: string;
            zip?: string;
            building?: string;
            kind?: components["schemas"]["PlaceKind"];
            location_type?: string;
            notes?: string;
            /** @description null clears it */
            lat?: number | null;
            /** @description null clears it */
            lon?: number | null;
            /** @description null clears it */
            opens?: string | number | null;
            /** @description null clears it */
            closes?: string | number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            registered_voters?: number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            ballots_total?: number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            ballots_election_day?: number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            expected_voters?: number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            scanners?: number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            ballot_marking_devices?: number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            epollbooks?: number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            check_in_stations?: number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            voting_booths?: number | null;
            /**
             * Format: int64
             * @description null clears it
             */
            poll_workers?: number | null;
            precincts?: string[];
        };
        /** @enum {string} */
        PlaceKind: "polling_place" | "vote_center" | "early_vote";
        PlanEdit: {
            name?: string;
            note?: string;
            measures?: components["schemas"]["Measure"][];
            standard?: components["schemas"]["Standard"];
        };
        PlanNew: {
            name: string;
            note?: string;
            preset?: string;
            measures?: components["schemas"]["Measure"][];
            standard?: components["schemas"]["Standard"];
        };
        /** @enum {string} */
        Pollbooks: "electronic" | "paper";
        PreviewWish: {
            factor?: number;
            servers?: {
                [key: string]: {
                    [key: string]: number;
                };
            };
            limit_minutes?: number;
        };
        Problem: {
            field: string;
            code: string;
            advice: string;
            values: {
                [key: string]: string;
            };
        };
        ProblemAnswer: {
            type: string;
            title: string;
            /** Format: int64 */
            status: number;
            code: string;
            detail?: string;
            problems?: components["schemas"]["Problem"][];
            differences?: components["schemas"]["Difference"][];
            reference?: string;
        };
        Proof: {
            password?: string;
            code?: string;
            passkey?: components["schemas"]["Assertion"];
        };
        ProtocolContact: {
            role: components["schemas"]["ProtocolRole"];
            place: string;
            name: string;
            phone: string;
        };
        /** @enum {string} */
        ProtocolRole: "chief_judge" | "check_in" | "ballot_table" | "scanner" | "greeter" | "rover" | "depot" | "election_office" | "operations_center" | "press" | "police";
        ProviderAnswer: {
            code: string;
            state: string;
            issuer?: string;
        };
        PublicPagesChange: {
            published?: boolean;
            report_phone?: string;
            report_email?: string;
            report_url?: string;
        };
        RedactedValue: {
            /** Format: int64 */
            entry: number;
            field: string;
        };
        RedactionEnd: {
            reason: string;
        };
        /** @enum {string} */
        RedactionKind: "redaction" | "disposition";
        RedactionTargetWish: {
            object: string;
            fields?: string[];
            values?: components["schemas"]["RedactedValue"][];
        };
        RedactionWish: {
            kind?: components["schemas"]["RedactionKind"];
            statute: string;
            reason: string;
            /** Format: date */
            effective_on?: string;
            targets: components["schemas"]["RedactionTargetWish"][];
        };
        /** @enum {string} */
        RequestState: "open" | "answered" | "denied" | "withdrawn";
        RequestWish: {
            title: string;
            requester?: string;
            contact?: string;
            details?: string;
            /** Format: date */
            received: string;
            /** Format: int64 */
            days: number;
            /** Format: int64 */
            extra_days?: number;
            extra_reason?: string;
            counted?: components["schemas"]["DayCount"];
            law?: string;
            closed_days?: string[];
            words?: string;
            kinds?: string[];
            /** Format: date */
            since?: string;
            /** Format: date */
            until?: string;
            /**
             * Format: int64
             * @description null clears it
             */
            owner_id?: number | null;
        };
        RetentionAssignmentWish: {
            /** Format: int64 */
            series: number;
            object_kind: string;
            /** Format: int64 */
            object_id?: number;
            /** Format: date */
            starts_on?: string;
            reason?: string;
        };
        RetentionSeriesWish: {
            name: string;
            starts_with: components["schemas"]["RetentionStart"];
            /** Format: int64 */
            period?: number;
            unit: components["schemas"]["RetentionUnit"];
            disposition: components["schemas"]["Disposition"];
            citation: string;
            source?: string;
            redaction_allowed?: boolean;
        };
        /** @enum {string} */
        RetentionStart: "election" | "closing" | "creation";
        /** @enum {string} */
        RetentionUnit: "days" | "months" | "years";
        /** @enum {string} */
        Role: "administrator" | "mayor" | "chief_of_staff" | "election_official" | "planner" | "liaison" | "commissioner" | "auditor" | "staff" | "observer";
        RunWish: {
            scenarios: number[];
            plans: number[];
            /** Format: int64 */
            days?: number;
            /** Format: int64 */
            seed?: number;
            half_width_minutes?: number;
        };
        ScenarioEdit: {
            name?: string;
            note?: string;
            disruptions?: components["schemas"]["Disruption"][];
        };
        ScenarioNew: {
            name?: string;
            note?: string;
            preset?: string;
            disruptions?: components["schemas"]["Disruption"][];
        };
        /** @enum {string} */
        ScreenPages: "steps" | "calendar" | "both";
        ServiceTime: {
            time: components["schemas"]["Distribution"];
            source: string;
        };
        ServiceTimes: {
            check_in: components["schemas"]["ServiceTime"];
            check_in_on_paper: components["schemas"]["ServiceTime"];
            marking: components["schemas"]["ServiceTime"];
            device: components["schemas"]["ServiceTime"];
            accessible_device: components["schemas"]["ServiceTime"];
            scanning: components["schemas"]["ServiceTime"];
        };
        Setup: {
            token: string;
            name: string;
            email: string;
            password: string;
            language?: string;
        };
        /** @enum {string} */
        Shape: "exponential" | "gamma" | "lognormal" | "deterministic" | "empirical";
        SignIn: {
            email: string;
            password: string;
            code?: string;
            passkey?: components["schemas"]["Assertion"];
        };
        SignInSettingsChange: {
            /** Format: int64 */
            passkey_grace_days: number;
            /** Format: int64 */
            proof_minutes: number;
            /** Format: int64 */
            dormant_days: number;
        };
        Standard: {
            minutes: number;
            share: number;
        };
        StepEdit: {
            /**
             * Format: int64
             * @description null clears it
             */
            owner_id?: number | null;
            /** @description null clears it */
            status?: components["schemas"]["StepStatus"] | null;
            status_reason?: string;
            /**
             * Format: date
             * @description null clears it
             */
            due?: string | null;
        };
        /** @enum {string} */
        StepStatus: "not_started" | "on_track" | "needs_attention" | "late" | "done";
        TableMeanings: {
            /** Format: int64 */
            table: number;
            meanings: components["schemas"]["Meaning"][];
        };
        TaskCompletion: {
            note?: string;
        };
        TaskEdit: {
            title?: string;
            details?: string;
            /**
             * Format: int64
             * @description null clears it
             */
            owner_id?: number | null;
            /**
             * Format: date
             * @description null clears it
             */
            due?: string | null;
            /** @description null clears it */
            blocked_by?: string | null;
            /** Format: int64 */
            step?: number;
            tlp?: components["schemas"]["Tlp"];
        };
        TaskNew: {
            title: string;
            details?: string;
            /** Format: int64 */
            owner_id?: number;
            /** Format: date */
            due?: string;
            suggestion?: string;
            tlp?: components["schemas"]["Tlp"];
        };
        TaskReopening: {
            reason: string;
        };
        /** @enum {string} */
        Theme: "system" | "light" | "dark";
        /** @enum {string} */
        Tlp: "clear" | "green" | "amber" | "amber_strict" | "red";
        TokenOnly: {
            token: string;
        };
        TotpCode: {
            code: string;
        };
        Trigger: {
            when: components["schemas"]["TriggerKind"];
            /** @description HH:MM, or minutes */
            at?: string;
            value?: number;
        };
        /** @enum {string} */
        TriggerKind: "always" | "time" | "line" | "wait" | "failures" | "stock";
        /** @enum {string} */
        Weekday: "sunday" | "monday" | "tuesday" | "wednesday" | "thursday" | "friday" | "saturday";
        Where: {
            sites?: string[];
            share?: number;
        };
        Activity: {
            /** Format: int64 */
            sequence: number;
            /** Format: date-time */
            at: string;
            actor: components["schemas"]["ActorRef"];
            action: string;
            object: string;
            object_title: string | null;
            link: string;
        };
        ActorRef: {
            /** Format: int64 */
            id: number | null;
            name: string;
        };
        Alarm: {
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["AlarmKind"];
            origin: string;
            peer: string;
            held: string;
            submitted: string;
            proof: string;
            /** Format: date-time */
            at: string;
            /** Format: date-time */
            closed_at: string | null;
            /** Format: int64 */
            closed_by: number | null;
            /** Format: int64 */
            revision: number;
        };
        /** @enum {string} */
        AlarmKind: "fork" | "unexplained" | "own_fork" | "rollback";
        Approval: {
            by: components["schemas"]["PersonRef"];
            /** Format: date-time */
            at: string;
        };
        AreaFeature: {
            type: string;
            properties: components["schemas"]["AreaProperties"];
            geometry: components["schemas"]["AreaGeometry"];
        };
        AreaGeometry: {
            type: string;
            coordinates: number[][][][];
        };
        AreaProperties: {
            precinct: string;
            name: string;
        };
        Attachment: {
            /** Format: int64 */
            id: number;
            object: string;
            name: string;
            media_type: string;
            /** Format: int64 */
            size: number;
            sha256: string;
            by: components["schemas"]["PersonRef"];
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            revision: number;
        };
        Backup: {
            name: string;
            /** Format: int64 */
            size: number;
            /** Format: date-time */
            at: string;
            sha256: string;
            encrypted: boolean;
        };
        BackupSettings: {
            recipients: string[];
            at: string;
            /** Format: int64 */
            keep: number;
            drill_on: components["schemas"]["Weekday"];
            /** Format: int64 */
            revision: number;
        };
        Bands: {
            p10: number;
            p25: number;
            p50: number;
            p75: number;
            p90: number;
        };
        Basemap: {
            type: string;
            kind: components["schemas"]["BasemapKind"];
            bbox: number[];
            features: components["schemas"]["AreaFeature"][];
            source: string;
            /** Format: int64 */
            import: number;
            /** Format: int64 */
            left_out: number;
            simplified_metres: number;
            /** Format: date-time */
            at: string | null;
            /** Format: int64 */
            revision: number;
        };
        /** @enum {string} */
        BasemapKind: "none" | "precincts" | "boundary";
        BasemapPreview: {
            map: components["schemas"]["Basemap"];
            left_out: components["schemas"]["FeatureProblem"][];
            /** Format: int64 */
            known_precincts: number;
            /** Format: int64 */
            city_precincts: number;
        };
        Brief: {
            language: string;
            title: string;
            running: string;
            headline: string;
            warnings: string[];
            statements: components["schemas"]["BriefStatement"][];
            plan: components["schemas"]["BriefList"];
            scenario: components["schemas"]["BriefList"];
            matrix: components["schemas"]["BriefTable"];
            sources: string;
            worst_sites: components["schemas"]["BriefTable"];
            not_modelled: string[];
            reproduce: components["schemas"]["BriefTable"];
        };
        BriefFigure: {
            name: string;
            value: number;
            low: number;
            high: number;
            unit: string;
            source: string;
        };
        BriefList: {
            title: string;
            lines: string[];
        };
        BriefStatement: {
            text: string;
            figures: components["schemas"]["BriefFigure"][];
        };
        BriefTable: {
            title: string;
            columns: string[];
            rows: string[][];
        };
        CalendarEvent: {
            /** Format: int64 */
            id: number;
            title: string;
            /** Format: date-time */
            starts_at: string | null;
            /** Format: date-time */
            ends_at: string | null;
            /** Format: date */
            all_day_on: string | null;
            place: string;
            details: string;
            /** Format: int64 */
            step: number | null;
            kind: components["schemas"]["CalendarKind"];
            tlp: components["schemas"]["Tlp"];
            /** Format: int64 */
            revision: number;
            source: components["schemas"]["CalendarSource"];
        };
        CalendarFeed: {
            url: string;
        };
        /** @enum {string} */
        CalendarSource: "own" | "task" | "decision" | "election" | "records_request" | "exemption_review" | "exemption_end" | "hold_end";
        /** @enum {string} */
        ChangeKind: "added" | "changed" | "removed";
        /** @enum {string} */
        ChangedPart: "place" | "precinct";
        City: {
            name: string;
            state: string;
            time_zone: string;
            /** Format: date */
            next_election: string | null;
            fictional: boolean;
            configured: boolean;
            /** Format: int64 */
            revision: number;
        };
        CityChange: {
            part: components["schemas"]["ChangedPart"];
            change: components["schemas"]["ChangeKind"];
            key: string;
            name: string;
            address: string;
            field: string;
            before: string;
            after: string;
        };
        CityPreview: {
            voters: number;
            mean_wait: number;
            share_over: number;
            /** Format: int64 */
            sites_over: number;
            limit_minutes: number;
            sites: components["schemas"]["PreviewSite"][];
        };
        ColumnMeaning: {
            column: string;
            meaning: components["schemas"]["Meaning"];
            confidence: number;
        };
        Comment: {
            /** Format: int64 */
            id: number;
            object: string;
            text: string;
            author: components["schemas"]["PersonRef"];
            /** Format: date-time */
            at: string;
            edited: boolean;
            /** Format: int64 */
            revision: number;
        };
        Contacts: {
            contacts: components["schemas"]["ProtocolContact"][];
            readable: boolean;
            /** Format: int64 */
            revision: number;
        };
        /** @enum {string} */
        DateOrder: "month_first" | "day_first";
        DateReading: {
            order: components["schemas"]["DateOrder"];
            basis: components["schemas"]["OrderBasis"];
            example: string;
            /** Format: date */
            is_day: string | null;
        };
        DayEstimates: {
            /** Format: int64 */
            places: number;
            /** Format: int64 */
            voters: number;
            election_day_share: number;
            turnout_on_the_day: number;
            own_ratios: boolean;
            rules: components["schemas"]["EstimateLine"][];
            left_out: components["schemas"]["LeftOut"][];
            /** Format: int64 */
            precincts_without_place: number;
            /** Format: int64 */
            voters_without_place: number;
        };
        DaySlot: {
            from: string;
            line: components["schemas"]["Bands"];
            wait: components["schemas"]["Bands"] | null;
        };
        DeadlineRule: {
            place: string;
            law: string;
            /** Format: int64 */
            days: number;
            counted: components["schemas"]["DayCount"];
        };
        Decision: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            step: number;
            title: string;
            why: string;
            /**
             * Format: int64
             * @description US cents
             */
            cost: number | null;
            cost_source: string;
            asked_by: components["schemas"]["PersonRef"];
            asked_of: components["schemas"]["PersonRef"] | null;
            /** Format: date */
            due: string | null;
            options: string[];
            state: components["schemas"]["DecisionState"];
            picked: string | null;
            answer_text: string | null;
            answered_by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            answered_at: string | null;
            question: components["schemas"]["DecisionQuestion"] | null;
            /** Format: date-time */
            asked_at: string;
            tlp: components["schemas"]["Tlp"];
            /** Format: int64 */
            revision: number;
            /** Format: int64 */
            comments: number;
            /** Format: int64 */
            attachments: number;
        };
        DecisionQuestion: {
            text: string;
            by: components["schemas"]["PersonRef"];
            /** Format: date-time */
            at: string;
            answer: string | null;
            answered_by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            answered_at: string | null;
        };
        /** @enum {string} */
        DecisionState: "waiting" | "approved" | "declined" | "withdrawn" | "question_open";
        DemoState: {
            loaded: boolean;
        };
        DownloadAddress: {
            address: string;
        };
        Drill: {
            /** Format: int64 */
            id: number;
            backup: string;
            /** Format: date-time */
            at: string;
            outcome: string;
            /** Format: int64 */
            entries: number;
            /** Format: int64 */
            total_rows: number;
            root: string;
            /** Format: int64 */
            milliseconds: number;
        };
        DueLine: {
            object: string;
            title: string;
            link: string;
            /** Format: int64 */
            series: number;
            series_name: string;
            citation: string;
            disposition: components["schemas"]["Disposition"];
            /** Format: date */
            starts_on: string | null;
            /** Format: date */
            kept_until: string | null;
            state: components["schemas"]["DueState"];
            held: boolean;
            /** Format: int64 */
            proposal: number | null;
        };
        /** @enum {string} */
        DueState: "due" | "soon" | "not_begun" | "kept";
        Election: {
            name: string;
            /** Format: date */
            date: string | null;
            time_zone: string;
            time_zone_rule: components["schemas"]["ZoneRule"] | null;
            /** @description HH:MM, or minutes */
            opens: string | number;
            /** @description HH:MM, or minutes */
            closes: string | number;
            early_voting: components["schemas"]["EarlyDay"][];
            turnout_factor: number;
            /** Format: int64 */
            expected_voters: number | null;
            turnout_sd: number;
            pollbooks: components["schemas"]["Pollbooks"];
            marking: components["schemas"]["Marking"];
            service: components["schemas"]["ServiceTimes"];
            arrivals: components["schemas"]["ArrivalProfile"];
            figures: components["schemas"]["EstimateFigures"];
            /** Format: int64 */
            revision: number;
        };
        /** @enum {string} */
        Encoding: "utf8" | "utf8_bom" | "utf16_little" | "utf16_big" | "windows_1252" | "mac_roman";
        EstimateLine: {
            rule: string;
            field: string;
            /** Format: int64 */
            places: number;
            what: string;
            source: string;
            instead: string;
        };
        Exemption: {
            /** Format: int64 */
            id: number;
            name: string;
            statute: string;
            text: string;
            source: string;
            /** Format: date */
            valid_from: string | null;
            /** Format: date */
            review_on: string | null;
            /** Format: date */
            expires_on: string | null;
            /** Format: int64 */
            revision: number;
        };
        ExemptionLine: {
            /** Format: int64 */
            id: number;
            name: string;
            statute: string;
            text: string;
            source: string;
            /** Format: date */
            valid_from: string | null;
            /** Format: date */
            review_on: string | null;
            /** Format: date */
            expires_on: string | null;
            /** Format: int64 */
            revision: number;
            state: components["schemas"]["ExemptionState"];
            /** Format: int64 */
            marks: number;
        };
        ExemptionMark: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            exemption: number;
            object_kind: string;
            /** Format: int64 */
            object_id: number;
            field: string;
            reason: string;
            /** Format: int64 */
            revision: number;
        };
        /** @enum {string} */
        ExemptionState: "not_yet" | "in_force" | "review_due" | "expired";
        /** @enum {string} */
        Fate: "read" | "repaired" | "set_aside";
        FateCounts: {
            /** Format: int64 */
            rows: number;
            /** Format: int64 */
            read: number;
            /** Format: int64 */
            repaired: number;
            /** Format: int64 */
            set_aside: number;
        };
        FeatureProblem: {
            /** Format: int64 */
            feature: number;
            name: string;
            code: string;
            value: string;
        };
        FieldChange: {
            field: string;
            before: unknown;
            after: unknown;
            before_redacted: string | null;
            after_redacted: string | null;
        };
        FieldProblem: {
            field: string;
            code: string;
            detail: string;
        };
        Figure: {
            value: number;
            low: number;
            high: number;
        };
        /** @enum {string} */
        FileFormat: "delimited" | "workbook" | "geojson" | "kml" | "vip_xml" | "vip_text" | "unused";
        Finding: {
            key: string;
            title: string;
            state: components["schemas"]["FindingState"];
            detail: string;
        };
        /** @enum {string} */
        FindingState: "good" | "attention" | "bad";
        Fit: {
            kind: components["schemas"]["LogKind"];
            rows: components["schemas"]["FateCounts"];
            notes: components["schemas"]["LogRow"][];
            arrivals: components["schemas"]["ArrivalProfile"] | null;
            typical_error: number | null;
            service: components["schemas"]["ServiceTime"] | null;
            mean: number | null;
            sd: number | null;
            /** Format: int64 */
            used: number;
            /** Format: date */
            day: string | null;
            dates: components["schemas"]["DateReading"] | null;
        };
        HistoryEntry: {
            /** Format: int64 */
            sequence: number;
            /** Format: int64 */
            revision: number;
            /** Format: date-time */
            at: string;
            actor: components["schemas"]["ActorRef"];
            action: string;
            object: string;
            object_title: string;
            link: string;
            changes: components["schemas"]["FieldChange"][];
        };
        HoldLine: {
            /** Format: int64 */
            id: number;
            matter: string;
            authority: string;
            scope: components["schemas"]["HoldScope"];
            kinds: string[];
            objects: string[];
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string | null;
            placed_by: components["schemas"]["PersonRef"];
            released_by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            released_at: string | null;
            release_reason: string;
            /** Format: int64 */
            revision: number;
            state: components["schemas"]["HoldState"];
        };
        /** @enum {string} */
        HoldState: "not_yet" | "in_force" | "ended" | "released";
        Holiday: {
            /** Format: date */
            day: string;
            name: string;
        };
        HolidayList: {
            place: string;
            source: string;
            rules: components["schemas"]["HolidayRule"][];
            /** Format: int64 */
            revision: number;
        };
        Identity: {
            address: string;
            origin: string;
            /** Format: int64 */
            epoch: number;
            log_key: string;
            witness_key: string;
            /** Format: int64 */
            revision: number;
        };
        IdentityProvider: {
            name: string;
            issuer: string;
            client: string;
            secret_set: boolean;
            own_network: boolean;
            return_to: string;
            /** Format: int64 */
            revision: number;
        };
        IdleMeasure: {
            measure: string;
            title: string;
            reason: string;
        };
        Import: {
            /** Format: int64 */
            id: number;
            state: components["schemas"]["ImportState"];
            files: components["schemas"]["ImportFile"][];
            tables: components["schemas"]["ImportTable"][];
            rows: components["schemas"]["FateCounts"];
            absent: components["schemas"]["Absent"];
            places: components["schemas"]["MergeCounts"];
            precincts: components["schemas"]["MergeCounts"];
            /** Format: int64 */
            precincts_without_place: number;
            /** Format: int64 */
            areas: number;
            kept: components["schemas"]["KeptField"][];
            ready: boolean;
            by: components["schemas"]["PersonRef"];
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            revision: number;
        };
        ImportFile: {
            name: string;
            /** Format: int64 */
            size: number;
        };
        ImportLine: {
            /** Format: int64 */
            id: number;
            state: components["schemas"]["ImportState"];
            files: string;
            by: components["schemas"]["PersonRef"];
            /** Format: date-time */
            at: string;
            /** Format: int64 */
            revision: number;
        };
        ImportRow: {
            file: string;
            table: string;
            /** Format: int64 */
            line: number;
            fate: components["schemas"]["Fate"];
            place: string;
            precinct: string;
            notes: string;
            cells: string;
        };
        /** @enum {string} */
        ImportState: "draft" | "confirmed" | "undone";
        ImportTable: {
            file: string;
            name: string;
            format: components["schemas"]["FileFormat"];
            form: components["schemas"]["TextForm"] | null;
            columns: components["schemas"]["ColumnMeaning"][];
            hidden: boolean;
            remembered: boolean;
            understood: boolean;
            sample: string[][];
            rows: components["schemas"]["FateCounts"];
        };
        InboxItem: {
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["InboxKind"];
            title: string;
            text: string;
            link: string;
            /** Format: date-time */
            at: string;
            read: boolean;
        };
        /** @enum {string} */
        InboxKind: "task_assigned" | "decision_asked" | "decision_answered" | "question" | "question_answered" | "comment" | "nudge" | "decision_due" | "security" | "log_alarm" | "redaction_asked" | "redaction_ended" | "exemption_review" | "hold_ends" | "request_due" | "request_today" | "request_overdue";
        Incident: {
            place: string;
            /** Format: date */
            date: string;
            what_failed: string;
            when: string;
            effect: string;
            remedy: string;
            sources: components["schemas"]["Source"][];
        };
        IncidentPreset: {
            id: string;
            name: string;
            incident: components["schemas"]["Incident"];
            disruptions: components["schemas"]["Disruption"][];
            sentences: string[];
            measures: components["schemas"]["Measure"][];
            measure_sentences: string[];
            expected: string;
            checks: components["schemas"]["PresetCheck"][];
            not_reproduced: string;
        };
        InputChange: {
            what: string;
            /** Format: int64 */
            id: number;
            name: string;
            gone: boolean;
        };
        Invitation: {
            /** Format: int64 */
            id: number;
            name: string;
            email: string;
            title: string;
            agency: string;
            roles: components["schemas"]["Role"][];
            invited_by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            invited_at: string;
            /** Format: date-time */
            expires_at: string;
            /** Format: int64 */
            revision: number;
        };
        InvitationCheck: {
            name: string;
            email: string;
            city_name: string | null;
        };
        InvitationMade: {
            /** Format: int64 */
            id: number;
            link: string;
            /** Format: date-time */
            expires_at: string;
            mailed: boolean;
        };
        Job: {
            /** Format: int64 */
            id: number;
            kind: string;
            title: string;
            state: components["schemas"]["JobState"];
            /** Format: int64 */
            done: number;
            /** Format: int64 */
            of: number;
            message: string;
            result: unknown;
            asked_by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            started_at: string | null;
            /** Format: date-time */
            finished_at: string | null;
        };
        /** @enum {string} */
        JobState: "queued" | "running" | "done" | "failed" | "cancelled";
        KeptField: {
            place: string;
            field: string;
            kept: string;
            offered: string;
        };
        LeftOut: {
            key: string;
            name: string;
            reason: string;
        };
        LegalHold: {
            /** Format: int64 */
            id: number;
            matter: string;
            authority: string;
            scope: components["schemas"]["HoldScope"];
            kinds: string[];
            objects: string[];
            /** Format: date */
            starts_on: string;
            /** Format: date */
            ends_on: string | null;
            placed_by: components["schemas"]["PersonRef"];
            released_by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            released_at: string | null;
            release_reason: string;
            /** Format: int64 */
            revision: number;
        };
        LeverSetting: {
            measure: string;
            sentence: string;
            /** Format: int64 */
            count: number;
            by_site: {
                [key: string]: number;
            };
        };
        /** @enum {string} */
        LineEnds: "lf" | "crlf" | "cr" | "mixed";
        ListingActivity: {
            items: components["schemas"]["Activity"][];
            next: string | null;
        };
        ListingAttachment: {
            items: components["schemas"]["Attachment"][];
            next: string | null;
        };
        ListingBackup: {
            items: components["schemas"]["Backup"][];
            next: string | null;
        };
        ListingCalendarEvent: {
            items: components["schemas"]["CalendarEvent"][];
            next: string | null;
        };
        ListingCityChange: {
            items: components["schemas"]["CityChange"][];
            next: string | null;
        };
        ListingComment: {
            items: components["schemas"]["Comment"][];
            next: string | null;
        };
        ListingDeadlineRule: {
            items: components["schemas"]["DeadlineRule"][];
            next: string | null;
        };
        ListingDecision: {
            items: components["schemas"]["Decision"][];
            next: string | null;
        };
        ListingDrill: {
            items: components["schemas"]["Drill"][];
            next: string | null;
        };
        ListingDueLine: {
            items: components["schemas"]["DueLine"][];
            next: string | null;
        };
        ListingExemptionLine: {
            items: components["schemas"]["ExemptionLine"][];
            next: string | null;
        };
        ListingExemptionMark: {
            items: components["schemas"]["ExemptionMark"][];
            next: string | null;
        };
        ListingHistoryEntry: {
            items: components["schemas"]["HistoryEntry"][];
            next: string | null;
        };
        ListingHoldLine: {
            items: components["schemas"]["HoldLine"][];
            next: string | null;
        };
        ListingHolidayList: {
            items: components["schemas"]["HolidayList"][];
            next: string | null;
        };
        ListingImportLine: {
            items: components["schemas"]["ImportLine"][];
            next: string | null;
        };
        ListingImportRow: {
            items: components["schemas"]["ImportRow"][];
            next: string | null;
        };
        ListingInboxItem: {
            items: components["schemas"]["InboxItem"][];
            next: string | null;
        };
        ListingIncidentPreset: {
            items: components["schemas"]["IncidentPreset"][];
            next: string | null;
        };
        ListingInvitation: {
            items: components["schemas"]["Invitation"][];
            next: string | null;
        };
        ListingJob: {
            items: components["schemas"]["Job"][];
            next: string | null;
        };
        ListingNote: {
            items: components["schemas"]["Note"][];
            next: string | null;
        };
        ListingPasskey: {
            items: components["schemas"]["Passkey"][];
            next: string | null;
        };
        ListingPerson: {
            items: components["schemas"]["Person"][];
            next: string | null;
        };
        ListingPlaceRow: {
            items: components["schemas"]["PlaceRow"][];
            next: string | null;
        };
        ListingPlan: {
            items: components["schemas"]["Plan"][];
            next: string | null;
        };
        ListingPrecinct: {
            items: components["schemas"]["Precinct"][];
            next: string | null;
        };
        ListingRedaction: {
            items: components["schemas"]["Redaction"][];
            next: string | null;
        };
        ListingRelease: {
            items: components["schemas"]["Release"][];
            next: string | null;
        };
        ListingRequestLine: {
            items: components["schemas"]["RequestLine"][];
            next: string | null;
        };
        ListingRetentionAssignment: {
            items: components["schemas"]["RetentionAssignment"][];
            next: string | null;
        };
        ListingRetentionSeries: {
            items: components["schemas"]["RetentionSeries"][];
            next: string | null;
        };
        ListingReviewLine: {
            items: components["schemas"]["ReviewLine"][];
            next: string | null;
        };
        ListingRoleRow: {
            items: components["schemas"]["RoleRow"][];
            next: string | null;
        };
        ListingRunLine: {
            items: components["schemas"]["RunLine"][];
            next: string | null;
        };
        ListingRunSite: {
            items: components["schemas"]["RunSite"][];
            next: string | null;
        };
        ListingScenario: {
            items: components["schemas"]["Scenario"][];
            next: string | null;
        };
        ListingSession: {
            items: components["schemas"]["Session"][];
            next: string | null;
        };
        ListingSiteDifference: {
            items: components["schemas"]["SiteDifference"][];
            next: string | null;
        };
        ListingStepSummary: {
            items: components["schemas"]["StepSummary"][];
            next: string | null;
        };
        ListingTask: {
            items: components["schemas"]["Task"][];
            next: string | null;
        };
        ListingToken: {
            items: components["schemas"]["Token"][];
            next: string | null;
        };
        ListingWallScreen: {
            items: components["schemas"]["WallScreen"][];
            next: string | null;
        };
        /** @enum {string} */
        LogKind: "voter_reports" | "check_ins" | "durations";
        LogRow: {
            /** Format: int64 */
            line: number;
            fate: components["schemas"]["Fate"];
            code: string;
            value: string;
        };
        LogState: {
            address: string;
            origin: string;
            /** Format: int64 */
            epoch: number;
            log_key: string;
            witness_key: string;
            checkpoint: string;
            /** Format: int64 */
            size: number;
            /** Format: int64 */
            revision: number;
        };
        MailSettings: {
            host: string;
            /** Format: int64 */
            port: number;
            security: components["schemas"]["MailSecurity"];
            username: string;
            password_set: boolean;
            sender: string;
            public_url: string;
            /** Format: int64 */
            revision: number;
        };
        Me: {
            /** Format: int64 */
            id: number;
            name: string;
            email: string;
            title: string;
            agency: string;
            roles: components["schemas"]["Role"][];
            permissions: string[];
            language: string;
            theme: components["schemas"]["Theme"];
            totp_on: boolean;
            /** Format: int64 */
            passkeys: number;
            password_on: boolean;
            weekly_brief: boolean;
            quiet_from: string | null;
            quiet_to: string | null;
            /** Format: int64 */
            revision: number;
        };
        MergeCounts: {
            /** Format: int64 */
            added: number;
            /** Format: int64 */
            changed: number;
            /** Format: int64 */
            unchanged: number;
            /** Format: int64 */
            removed: number;
            /** Format: int64 */
            kept_absent: number;
        };
        Note: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            step: number;
            text: string;
            html: string;
            author: components["schemas"]["PersonRef"];
            /** Format: date-time */
            at: string;
            edited: boolean;
            /** Format: int64 */
            revision: number;
        };
        Optimization: {
            wish: components["schemas"]["OptimizationWish"];
            probability: number;
            steps: components["schemas"]["SearchStep"][];
            reached: boolean;
            best: components["schemas"]["PlanLooked"] | null;
            measures: components["schemas"]["Measure"][];
            sentences: string[];
            guarantee: string;
            curve: components["schemas"]["PlanLooked"][];
            next: components["schemas"]["Purchase"][];
        };
        /** @enum {string} */
        OrderBasis: "person" | "log" | "election" | "assumed";
        /** @enum {string} */
        Origin: "given" | "repaired" | "estimated" | "changed";
        Passkey: {
            /** Format: int64 */
            id: number;
            name: string;
            backed_up: boolean;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string | null;
            /** Format: int64 */
            revision: number;
        };
        PasskeyChallenge: {
            challenge: string;
            party: string;
        };
        PasskeyMade: {
            passkey: components["schemas"]["Passkey"];
            recovery_codes: string[];
        };
        PasskeyOffer: {
            challenge: string;
            party: string;
            user_handle: string;
            email: string;
            display_name: string;
            known: string[];
        };
        PasswordChanged: {
            /** Format: int64 */
            sessions_ended: number;
            calendar_address_ended: boolean;
            tokens: components["schemas"]["Token"][];
        };
        Peer: {
            /** Format: int64 */
            id: number;
            name: string;
            level: components["schemas"]["PeerLevel"];
            url: string;
            log_key: string;
            witness_key: string;
            /** Format: int64 */
            revision: number;
        };
        PeerState: {
            /** Format: int64 */
            id: number;
            name: string;
            level: components["schemas"]["PeerLevel"];
            url: string;
            log_key: string;
            witness_key: string;
            /** Format: int64 */
            cosigned_size: number;
            /** Format: date-time */
            cosigned_at: string | null;
            /** Format: date-time */
            tried_at: string | null;
            problem: string;
            /** Format: int64 */
            held_size: number;
            /** Format: date-time */
            held_at: string | null;
            /** Format: int64 */
            revision: number;
        };
        Person: {
            /** Format: int64 */
            id: number;
            name: string;
            email: string;
            title: string;
            agency: string;
            roles: components["schemas"]["Role"][];
            state: components["schemas"]["PersonState"];
            totp_on: boolean;
            /** Format: int64 */
            passkeys: number;
            wants_passkey: boolean;
            /** Format: date-time */
            last_seen_at: string | null;
            /** Format: date */
            expires_on: string | null;
            dormant: boolean;
            /** Format: int64 */
            revision: number;
        };
        PersonChanged: {
            /** Format: int64 */
            id: number;
            name: string;
            email: string;
            title: string;
            agency: string;
            roles: components["schemas"]["Role"][];
            state: components["schemas"]["PersonState"];
            totp_on: boolean;
            /** Format: int64 */
            passkeys: number;
            wants_passkey: boolean;
            /** Format: date-time */
            last_seen_at: string | null;
            /** Format: date */
            expires_on: string | null;
            dormant: boolean;
            /** Format: int64 */
            revision: number;
            /** Format: int64 */
            sessions_ended: number;
        };
        PersonRef: {
            /** Format: int64 */
            id: number;
            name: string;
            title: string;
        };
        /** @enum {string} */
        PersonState: "active" | "disabled" | "invited" | "fictional";
        /** @enum {string} */
        Phase: "plan" | "train" | "rehearse" | "early_voting" | "election_day" | "audit" | "learn";
        PlaceRow: {
            /** Format: int64 */
            id: number;
            key: string;
            building: string;
            name: string;
            address: string;
            city: string;
            state: string;
            zip: string;
            lat: number | null;
            lon: number | null;
            coord_source: string;
            kind: components["schemas"]["PlaceKind"];
            location_type: string;
            /** @description HH:MM, or minutes */
            opens: string | number | null;
            /** @description HH:MM, or minutes */
            closes: string | number | null;
            /** Format: int64 */
            registered_voters: number | null;
            /** Format: int64 */
            ballots_total: number | null;
            /** Format: int64 */
            ballots_election_day: number | null;
            /** Format: int64 */
            ballots_early_in_person: number | null;
            /** Format: int64 */
            ballots_mail: number | null;
            /** Format: int64 */
            ballots_provisional: number | null;
            /** Format: int64 */
            election_day_registrations: number | null;
            /** Format: int64 */
            expected_voters: number | null;
            /** Format: int64 */
            scanners: number | null;
            /** Format: int64 */
            ballot_marking_devices: number | null;
            /** Format: int64 */
            epollbooks: number | null;
            /** Format: int64 */
            check_in_stations: number | null;
            /** Format: int64 */
            voting_booths: number | null;
            /** Format: int64 */
            poll_workers: number | null;
            notes: string;
            provenance: {
                [key: string]: components["schemas"]["Provenance"];
            };
            /** Format: int64 */
            revision: number;
            precincts: string[];
        };
        Plan: {
            /** Format: int64 */
            id: number;
            name: string;
            note: string;
            measures: components["schemas"]["Measure"][];
            standard: components["schemas"]["Standard"];
            sentences: string[];
            /**
             * Format: int64
             * @description US cents
             */
            cost: number | null;
            /** Format: int64 */
            revision: number;
            /** Format: date-time */
            updated_at: string;
        };
        PlanLooked: {
            settings: components["schemas"]["LeverSetting"][];
            cost_cents: number;
            p_all_hold: components["schemas"]["Figure"];
            sites_held: number;
            scenario: string;
            site: string;
        };
        PlanSentences: {
            sentences: string[];
            problems: components["schemas"]["FieldProblem"][];
            standard: string;
            /**
             * Format: int64
             * @description US cents
             */
            cost: number | null;
        };
        Precinct: {
            key: string;
            name: string;
            place: string;
            /** Format: int64 */
            registered_voters: number | null;
            /** Format: int64 */
            ballots_total: number | null;
            /** Format: int64 */
            ballots_election_day: number | null;
            /** Format: int64 */
            ballots_early_in_person: number | null;
            /** Format: int64 */
            ballots_mail: number | null;
            /** Format: int64 */
            ballots_provisional: number | null;
            /** Format: int64 */
            election_day_registrations: number | null;
            tabulator_model: string;
            lat: number | null;
            lon: number | null;
            coord_source: string;
            notes: string;
            provenance: {
                [key: string]: components["schemas"]["Provenance"];
            };
        };
        PresetCheck: {
            metric: string;
            published: string;
            low: number;
            high: number;
        };
        PreviewSite: {
            site: string;
            name: string;
            voters: number;
            mean_wait: number;
            share_over: number;
            station: string;
            line_at_close: number;
            minutes_to_clear: number;
            cut_off: boolean;
            line: number[];
            opens: string;
            slot_minutes: number;
        };
        PreviewValue: {
            /** Format: int64 */
            entry: number;
            /** Format: date-time */
            at: string;
            actor: string;
            action: string;
            field: string;
            value: unknown;
            redacted: string | null;
            newest: boolean;
            live: boolean;
            can_go: boolean;
            goes: boolean;
        };
        Protocol: {
            language: string;
            title: string;
            city: string;
            plan: string;
            plan_sha256: string;
            running: string;
            standard: string;
            roles: components["schemas"]["ProtocolRoleTitle"][];
            cards: components["schemas"]["ProtocolCard"][];
            sites: components["schemas"]["SiteOrders"][];
            sheets: components["schemas"]["ProtocolSheet"][];
            contacts: components["schemas"]["ProtocolContact"][];
            idle: components["schemas"]["IdleMeasure"][];
        };
        ProtocolCard: {
            measure: string;
            role: components["schemas"]["ProtocolRole"];
            title: string;
            trigger: string;
            ready: string;
            delay: string;
            act: string[];
            call: components["schemas"]["ProtocolRole"][];
            write_down: string[];
            never: string[];
            back_to_normal: string;
            /** Format: int64 */
            sites: number;
        };
        ProtocolRoleTitle: {
            role: components["schemas"]["ProtocolRole"];
            title: string;
            at_site: boolean;
        };
        ProtocolSheet: {
            kind: components["schemas"]["SheetKind"];
            title: string;
            how: string[];
            columns: string[];
            widths: number[];
            rows: string[][];
            signatures: string;
        };
        Provenance: {
            origin: components["schemas"]["Origin"];
            rule: string;
        };
        ProviderAddress: {
            url: string;
        };
        PublicPages: {
            published: boolean;
            report_phone: string;
            report_email: string;
            report_url: string;
            /** Format: int64 */
            revision: number;
        };
        Purchase: {
            measure: string;
            sentence: string;
            /** Format: int64 */
            more: number;
            cost_cents: number;
            gain: number;
            sites_gain: number;
        };
        RecordView: {
            object: string;
            title: string;
            link: string;
            values: components["schemas"]["PreviewValue"][];
            obstacles: string[];
            holds: string[];
            series: string | null;
            /** Format: date */
            kept_until: string | null;
            begun: boolean;
            newer: boolean;
            file_goes: boolean;
            marks: components["schemas"]["ExemptionMark"][];
        };
        RecordsOverview: {
            /** Format: int64 */
            due: number;
            /** Format: int64 */
            exemptions: number;
            /** Format: int64 */
            holds: number;
            /** Format: int64 */
            redactions: number;
            /** Format: int64 */
            for_me: number;
        };
        RecordsRequest: {
            /** Format: int64 */
            id: number;
            title: string;
            requester: string;
            contact: string;
            details: string;
            /** Format: date */
            received: string;
            /** Format: int64 */
            days: number;
            /** Format: int64 */
            extra_days: number;
            extra_reason: string;
            counted: components["schemas"]["DayCount"];
            law: string;
            closed_days: string[];
            /** Format: date */
            due: string;
            words: string;
            kinds: string[];
            /** Format: date */
            since: string | null;
            /** Format: date */
            until: string | null;
            state: components["schemas"]["RequestState"];
            /** Format: date */
            closed_on: string | null;
            closing_note: string;
            owner: components["schemas"]["PersonRef"] | null;
            /** Format: int64 */
            revision: number;
        };
        RecoveryCodes: {
            recovery_codes: string[];
            /** Format: int64 */
            sessions_ended: number;
        };
        Redaction: {
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["RedactionKind"];
            statute: string;
            reason: string;
            /** Format: date */
            effective_on: string;
            targets: components["schemas"]["RedactionTarget"][];
            state: components["schemas"]["RedactionState"];
            proposed_by: components["schemas"]["PersonRef"];
            /** Format: date-time */
            proposed_at: string;
            approvals: components["schemas"]["Approval"][];
            ended_by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            ended_at: string | null;
            ended_reason: string;
            /** Format: date-time */
            executed_at: string | null;
            /** Format: int64 */
            revision: number;
        };
        RedactionPreview: {
            records: components["schemas"]["RecordView"][];
        };
        /** @enum {string} */
        RedactionState: "proposed" | "approved" | "executed" | "declined" | "withdrawn";
        RedactionTarget: {
            object: string;
            values: components["schemas"]["RedactedValue"][];
        };
        Release: {
            /** Format: int64 */
            request: number;
            /** Format: int64 */
            number: number;
            /** Format: date-time */
            made_at: string;
            made_by: components["schemas"]["PersonRef"];
            sha256: string;
            /** Format: int64 */
            entries: number;
            /** Format: int64 */
            released: number;
            /** Format: int64 */
            withheld: number;
            /** Format: int64 */
            removed: number;
            available: boolean;
            /** Format: int64 */
            seq: number;
        };
        RequestLine: {
            /** Format: int64 */
            id: number;
            title: string;
            requester: string;
            /** Format: date */
            received: string;
            /** Format: date */
            due: string;
            /** Format: int64 */
            days_left: number;
            state: components["schemas"]["RequestState"];
            /** Format: date */
            closed_on: string | null;
            /** Format: int64 */
            entries: number;
            /** Format: int64 */
            undecided: number;
            /** Format: int64 */
            packages: number;
            owner: components["schemas"]["PersonRef"] | null;
        };
        RequestShown: {
            request: components["schemas"]["RecordsRequest"];
            skipped: components["schemas"]["Holiday"][];
            holidays_by: string;
            /** Format: int64 */
            days_left: number;
            standing: components["schemas"]["Standing"];
            /** Format: int64 */
            packages: number;
        };
        RetentionAssignment: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            series: number;
            object_kind: string;
            /** Format: int64 */
            object_id: number;
            /** Format: date */
            starts_on: string | null;
            reason: string;
            /** Format: int64 */
            revision: number;
        };
        RetentionSeries: {
            /** Format: int64 */
            id: number;
            name: string;
            starts_with: components["schemas"]["RetentionStart"];
            /** Format: int64 */
            period: number;
            unit: components["schemas"]["RetentionUnit"];
            disposition: components["schemas"]["Disposition"];
            citation: string;
            source: string;
            redaction_allowed: boolean;
            /** Format: int64 */
            revision: number;
        };
        ReviewLine: {
            /** Format: int64 */
            entry: number;
            /** Format: date-time */
            at: string;
            actor: string;
            action: string;
            object: string;
            outside: boolean;
            /** Format: int64 */
            position: number | null;
            field: string;
            value: string;
            state: components["schemas"]["FieldState"];
            /** Format: int64 */
            exemption: number | null;
            /** Format: int64 */
            suggested: number | null;
        };
        RoleRow: {
            role: components["schemas"]["Role"];
            title: string;
            permissions: string[];
        };
        Run: {
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["RunKind"];
            state: components["schemas"]["RunState"];
            /** Format: int64 */
            job: number;
            message: string;
            /** Format: int64 */
            days_done: number;
            /** Format: int64 */
            days_of: number;
            started_by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            finished_at: string | null;
            /** Format: int64 */
            days: number;
            /** Format: int64 */
            seed: number;
            half_width_minutes: number | null;
            confidence: number;
            engine_version: string;
            command: string;
            inputs: components["schemas"]["RunInputs"];
            changed_since: components["schemas"]["InputChange"][];
            cells: components["schemas"]["RunCell"][];
            paired: components["schemas"]["RunPair"][];
            optimization: components["schemas"]["Optimization"] | null;
            /** Format: int64 */
            revision: number;
        };
        RunCell: {
            /** Format: int64 */
            scenario: number;
            /** Format: int64 */
            plan: number;
            /** Format: int64 */
            days: number;
            stopped_by_rule: boolean;
            p_all_hold: components["schemas"]["Figure"];
            sites_held: components["schemas"]["Figure"];
            worst_site: components["schemas"]["WorstSite"];
            mean_wait: components["schemas"]["Figure"];
            p95_wait: components["schemas"]["Figure"];
            voters: components["schemas"]["Figure"];
            voters_lost: components["schemas"]["Figure"];
            last_out: components["schemas"]["Figure"];
            cost_cents: components["schemas"]["Figure"];
            overloads: string[];
            sha256: string;
        };
        RunInput: {
            /** Format: int64 */
            id: number;
            name: string;
            /** Format: int64 */
            revision: number;
            sha256: string;
        };
        RunInputs: {
            city: string;
            city_sha256: string;
            /** Format: int64 */
            sites: number;
            voters: number;
            scenarios: components["schemas"]["RunInput"][];
            plans: components["schemas"]["RunInput"][];
        };
        /** @enum {string} */
        RunKind: "comparison" | "optimization";
        RunLine: {
            /** Format: int64 */
            id: number;
            kind: components["schemas"]["RunKind"];
            state: components["schemas"]["RunState"];
            /** Format: int64 */
            days_done: number;
            /** Format: int64 */
            days_of: number;
            started_by: components["schemas"]["PersonRef"] | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            finished_at: string | null;
            scenarios: string[];
            plans: string[];
            /** Format: int64 */
            sites: number;
            /** Format: int64 */
            seed: number;
            changed: boolean;
            city_sha256: string;
            engine_version: string;
            /** Format: int64 */
            revision: number;
        };
        RunPair: {
            /** Format: int64 */
            scenario: number;
            /** Format: int64 */
            first_plan: number;
            /** Format: int64 */
            second_plan: number;
            metric: string;
            difference: number;
            low: number;
            high: number;
        };
        RunSite: {
            site: string;
            name: string;
            address: string;
            lat: number | null;
            lon: number | null;
            voters: number;
            p_holds: components["schemas"]["Figure"];
            mean_wait: components["schemas"]["Figure"];
            p50: components["schemas"]["Figure"];
            p90: components["schemas"]["Figure"];
            p95: components["schemas"]["Figure"];
            p99: components["schemas"]["Figure"];
            longest: components["schemas"]["Figure"];
            share_over_30: components["schemas"]["Figure"];
            last_out: components["schemas"]["Figure"];
            lost: components["schemas"]["Figure"];
            redirected: components["schemas"]["Figure"];
            provisional: components["schemas"]["Figure"];
            utilization: components["schemas"]["Figure"];
            busiest: string;
        };
        RunSlots: {
            from: string[];
            slot_minutes: number;
            limit_minutes: number;
            sites: components["schemas"]["SiteSlots"][];
        };
        /** @enum {string} */
        RunState: "waiting" | "running" | "done" | "cancelled" | "failed";
        Scenario: {
            /** Format: int64 */
            id: number;
            name: string;
            note: string;
            preset: string | null;
            disruptions: components["schemas"]["Disruption"][];
            sentences: string[];
            /** Format: int64 */
            revision: number;
            /** Format: date-time */
            updated_at: string;
        };
        ScreenLink: {
            /** Format: int64 */
            id: number;
            link: string;
            qr_svg: string;
            /** Format: date-time */
            expires_at: string;
        };
        ScreenState: {
            name: string;
            pages: components["schemas"]["ScreenPages"];
            language: string;
        };
        SearchAnswer: {
            hits: components["schemas"]["SearchHit"][];
        };
        SearchHit: {
            kind: string;
            /** Format: int64 */
            id: number;
            title: string;
            snippet: string;
            link: string;
        };
        SearchStep: {
            step: string;
            /** Format: int64 */
            plans: number;
            p_all_hold: number;
            cost_cents: number;
        };
        SecretLink: {
            link: string;
            /** Format: date-time */
            expires_at: string;
        };
        Sentences: {
            sentences: string[];
            problems: components["schemas"]["FieldProblem"][];
        };
        Session: {
            /** Format: int64 */
            id: number;
            /** Format: date-time */
            started_at: string;
            /** Format: date-time */
            last_seen_at: string;
            device: string;
            address: string;
            current: boolean;
        };
        SessionState: {
            signed_in: boolean;
            setup_needed: boolean;
            second_factor_needed: boolean;
            csrf: string | null;
            account: components["schemas"]["Me"] | null;
            version: string;
            languages: string[];
            /** Format: date-time */
            passkey_due: string | null;
            provider: string | null;
            screen: components["schemas"]["ScreenState"] | null;
        };
        SessionsEnded: {
            /** Format: int64 */
            sessions_ended: number;
        };
        /** @enum {string} */
        SheetKind: "paper_pollbook" | "emergency_ballots" | "ballots" | "outage_log" | "line_log" | "custody" | "contacts";
        SignInSettings: {
            /** Format: int64 */
            passkey_grace_days: number;
            /** Format: int64 */
            proof_minutes: number;
            /** Format: int64 */
            dormant_days: number;
            /** Format: int64 */
            revision: number;
        };
        SiteDayBands: {
            scenario: string;
            plan: string;
            opens: string;
            closes: string;
            limit_minutes: number;
            figures: components["schemas"]["RunSite"];
            slots: components["schemas"]["DaySlot"][];
            stations: components["schemas"]["StationLoad"][];
        };
        SiteDifference: {
            site: string;
            name: string;
            p_holds: components["schemas"]["Figure"];
            mean_wait: components["schemas"]["Figure"];
            lost: components["schemas"]["Figure"];
            last_out: components["schemas"]["Figure"];
            first_p_holds: number;
            second_p_holds: number;
            first_mean_wait: number;
            second_mean_wait: number;
        };
        SiteOrders: {
            id: string;
            name: string;
            address: string;
            hours: string;
            cards: number[];
            ready: string[];
            sheets: components["schemas"]["SheetKind"][];
            /** @description HH:MM, or minutes */
            opens: string | number;
            /** @description HH:MM, or minutes */
            closes: string | number;
        };
        SiteSlots: {
            site: string;
            wait: (number | null)[];
            wait_p90: (number | null)[];
            line: number[];
            line_p90: number[];
        };
        Source: {
            title: string;
            publisher: string;
            date: string;
        };
        Standing: {
            /** Format: int64 */
            entries: number;
            /** Format: int64 */
            outside: number;
            /** Format: int64 */
            undecided: number;
            /** Format: int64 */
            released: number;
            /** Format: int64 */
            withheld: number;
            /** Format: int64 */
            removed: number;
        };
        StationLoad: {
            station: string;
            /** Format: int64 */
            servers: number;
            wait: components["schemas"]["Figure"];
            use: components["schemas"]["Figure"];
        };
        Status: {
            findings: components["schemas"]["Finding"][];
            version: string;
        };
        StepDetail: {
            /** Format: int64 */
            number: number;
            key: string;
            title: string;
            duty: string;
            group: components["schemas"]["StepGroup"];
            status: components["schemas"]["StepStatus"];
            status_reason: string;
            status_set_by_hand: boolean;
            owner: components["schemas"]["PersonRef"] | null;
            next_action: string | null;
            /** Format: date */
            due: string | null;
            /** Format: int64 */
            tasks_open: number;
            /** Format: int64 */
            tasks_total: number;
            /** Format: int64 */
            decisions_waiting: number;
            /** Format: int64 */
            revision: number;
            who: string;
            what_done_looks_like: string;
            source: string;
            suggestions: components["schemas"]["Suggestion"][];
        };
        /** @enum {string} */
        StepGroup: "own_powers" | "with_officials" | "public_and_congress";
        StepSummary: {
            /** Format: int64 */
            number: number;
            key: string;
            title: string;
            duty: string;
            group: components["schemas"]["StepGroup"];
            status: components["schemas"]["StepStatus"];
            status_reason: string;
            status_set_by_hand: boolean;
            owner: components["schemas"]["PersonRef"] | null;
            next_action: string | null;
            /** Format: date */
            due: string | null;
            /** Format: int64 */
            tasks_open: number;
            /** Format: int64 */
            tasks_total: number;
            /** Format: int64 */
            decisions_waiting: number;
            /** Format: int64 */
            revision: number;
        };
        Suggestion: {
            key: string;
            title: string;
            details: string;
        };
        Task: {
            /** Format: int64 */
            id: number;
            /** Format: int64 */
            step: number;
            title: string;
            details: string;
            state: components["schemas"]["TaskState"];
            owner: components["schemas"]["PersonRef"] | null;
            /** Format: date */
            due: string | null;
            /** Format: date-time */
            completed_at: string | null;
            completion_note: string | null;
            blocked_by: string | null;
            suggestion: string | null;
            tlp: components["schemas"]["Tlp"];
            /** Format: int64 */
            revision: number;
            /** Format: int64 */
            comments: number;
            /** Format: int64 */
            attachments: number;
        };
        /** @enum {string} */
        TaskState: "open" | "done";
        TextForm: {
            encoding: components["schemas"]["Encoding"];
            line_ends: components["schemas"]["LineEnds"];
            delimiter: string;
            /** Format: int64 */
            replaced: number;
        };
        ThisWeek: {
            /** Format: date */
            today: string;
            phase: components["schemas"]["Phase"];
            phases: components["schemas"]["Phase"][];
            /** Format: int64 */
            days_to_election: number | null;
            /** Format: int64 */
            steps_on_track: number;
            /** Format: int64 */
            steps_total: number;
            /** Format: int64 */
            decisions_waiting: number;
            decisions: components["schemas"]["Decision"][];
            /** Format: int64 */
            tasks_open: number;
            tasks: components["schemas"]["Task"][];
            questions: components["schemas"]["Decision"][];
            changes: components["schemas"]["WeekChange"][];
            upcoming: components["schemas"]["UpcomingDate"][];
            steps: components["schemas"]["StepSummary"][];
            demo: boolean;
        };
        Token: {
            /** Format: int64 */
            id: number;
            name: string;
            read_only: boolean;
            /** Format: date */
            expires_on: string | null;
            /** Format: date-time */
            created_at: string;
            /** Format: date-time */
            last_used_at: string | null;
        };
        TokenMade: {
            /** Format: int64 */
            id: number;
            name: string;
            read_only: boolean;
            /** Format: date */
            expires_on: string | null;
            secret: string;
        };
        TotpOffer: {
            secret: string;
            uri: string;
            qr_svg: string;
        };
        UpcomingDate: {
            /** Format: date */
            on: string;
            title: string;
            link: string;
            tlp: components["schemas"]["Tlp"];
        };
        WallScreen: {
            /** Format: int64 */
            id: number;
            name: string;
            pages: components["schemas"]["ScreenPages"];
            language: string;
            made_by: components["schemas"]["PersonRef"] | null;
            /** Format: date */
            expires_on: string;
            /** Format: date-time */
            paired_at: string | null;
            /** Format: date-time */
            last_seen_at: string | null;
            /** Format: int64 */
            revision: number;
        };
        WeekChange: {
            text: string;
            /** Format: date-time */
            at: string;
            link: string;
            by: string;
            tlp: components["schemas"]["Tlp"];
        };
        WitnessState: {
            peers: components["schemas"]["PeerState"][];
            alarms: components["schemas"]["Alarm"][];
            /** Format: int64 */
            needed: number;
            /** Format: date-time */
            enough_at: string | null;
            /** Format: int64 */
            enough_size: number;
            read_only: boolean;
        };
        WorstSite: {
            id: string;
            name: string;
            p_holds: components["schemas"]["Figure"];
            p90: components["schemas"]["Figure"];
        };
        /** @enum {string} */
        ZoneRule: "said" | "city" | "state" | "position" | "most_of_state";
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
