using BusinessFocus.Hosting.Tokens;
using Microsoft.OpenApi;

namespace BusinessFocus.Hosting.Http.Description;

/// <summary>What a call is opened with: an access token, the secret of a link, or nothing at all.</summary>
internal static class SecurityOfCalls
{
    private const string Bearer = "bearer";
    private const string Link = "link";
    private const string ManageToken = "manageToken";
    private const string Token = "token";

    public static Dictionary<string, IOpenApiSecurityScheme> Schemes => new()
    {
        [Bearer] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.OAuth2,
            Description = "An access token of `POST /connect/token`, sent as `Authorization: Bearer`: people's by authorization code with PKCE, programs' by client credentials. It is checked as RFC8725 has it: its algorithm, issuer, audience, type and time.",
            Flows = new OpenApiOAuthFlows
            {
                AuthorizationCode = new OpenApiOAuthFlow
                {
                    AuthorizationUrl = new Uri("/connect/authorize", UriKind.Relative),
                    TokenUrl = new Uri("/connect/token", UriKind.Relative),
                    RefreshUrl = new Uri("/connect/token", UriKind.Relative),
                    Scopes = new Dictionary<string, string> { ["openid"] = "Who it is", ["offline_access"] = "Refresh tokens" },
                },
                ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri("/connect/token", UriKind.Relative), Scopes = new Dictionary<string, string>() },
            },
        },
        [Link] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Query,
            Name = Token,
            Description = "The secret of a personal link, as it stands in letters: whoever has the link may do what it is for, and nothing else",
        },
        [ManageToken] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ManageTokenHeader.Name,
            Description = "The same secret as a header, so that it stands in no address",
        },
    };

    /// <summary>What only an access token opens.</summary>
    public static OpenApiSecurityRequirement OnlyBearer(OpenApiDocument? document) => Only(Bearer, document);

    /// <summary>Says of all others what opens them: the secret of a link, or nothing; a token may come with either.</summary>
    public static void Describe(OpenApiDocument document)
    {
        foreach (var operation in document.Operations().Where(operation => operation.Security is not { Count: > 0 }))
        {
            operation.Security = operation.Parameters?.Any(parameter => parameter is { Name: Token, In: ParameterLocation.Query }) == true
                ? [Only(Link, document), Only(ManageToken, document), Only(Bearer, document)]
                : [[], Only(Bearer, document)];
        }
    }

    private static OpenApiSecurityRequirement Only(string scheme, OpenApiDocument? document) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
}
