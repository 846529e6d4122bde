using BusinessFocus.Identity.Applications;
using BusinessFocus.Identity.Directories;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BusinessFocus.Identity.SignIn;

/// <summary>What the pages of the sign-in have in common.</summary>
public static class SignInPages
{
    public const string Path = "/sign-in";
    public const string CodePath = "/sign-in/code";
    public const string OutPath = "/sign-in/out";
    public const string EndSessionPath = "/sign-in/sessions/end";

    public const string PasskeyPath = "/sign-in/passkey";
    public const string PasskeysPath = "/sign-in/passkeys";
    public const string DirectoryPath = "/sign-in/directory";
    public const string VisitorPath = "/sign-in/visitor";
    public const string VisitorCodePath = "/sign-in/visitor/code";
    public const string VisitorTokenPath = "/sign-in/visitor/token";
    public const string VisitorOutPath = "/sign-in/visitor/out";
    public const string ScriptPath = "/sign-in/passkey.js";

    /// <summary>Where somebody goes on to after they have signed in.</summary>
    public const string ReturnField = "return";

    private const string Authorize = "/connect/authorize?";
    private const int LongestReturn = 4_000;

    public static RazorComponentResult<TPage> Show<TPage>(this HttpContext context, IReadOnlyDictionary<string, object?> parameters, int status = StatusCodes.Status200OK)
        where TPage : IComponent
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.Vary = "Accept-Language, Cookie";
        headers["Referrer-Policy"] = "same-origin";
        headers.XContentTypeOptions = "nosniff";

        // A form's target is held to the policy through all redirects, and the last one leads to the program that is signed in to.
        // The directory is another one, on its own host or one that its discovery names.
        var configuration = context.RequestServices.GetRequiredService<IConfiguration>();
        var programs = ConfiguredApplications.In(configuration)
            .SelectMany(program => program.RedirectUris)
            .Concat(DirectorySettings.In(configuration) is { } directory ? [directory.Issuer] : [])
            .Select(address => address.IsLoopback ? $"{address.Scheme}://{address.Host}:*" : address.GetLeftPart(UriPartial.Authority))
            .Distinct();
        headers.ContentSecurityPolicy =
            $"default-src 'none'; style-src 'self'; font-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self' {string.Join(' ', programs)}; base-uri 'none'; frame-ancestors 'none'";
        return new RazorComponentResult<TPage>(parameters) { StatusCode = status };
    }

    /// <summary>
    /// Only on to where a program asked, in an address as browsers write it, or to one's own passkeys; anything else is left out, so that no
    /// link to us leads to a stranger.
    /// </summary>
    public static string? ReturnOf(string? asked) =>
        asked == PasskeysPath ? asked
        : asked is { Length: <= LongestReturn } && asked.StartsWith(Authorize, StringComparison.Ordinal) && asked.All(each => each is > ' ' and <= '~') ? asked : null;

    /// <summary>Whether the program wants somebody to sign in who is signed in already.</summary>
    public static bool AsksAgain(string onTo) => onTo == PasskeysPath || Parts(onTo).Any(IsAskingAgain);

    /// <summary>The same, for who has to sign in before they add a passkey.</summary>
    public static string AskingAgain(string? onTo) =>
        onTo is null or PasskeysPath ? PasskeysPath : QueryHelpers.AddQueryString(WithoutAskingAgain(onTo), Parameters.Prompt, PromptValues.Login);

    /// <summary>The same, for who has just done it.</summary>
    public static string WithoutAskingAgain(string onTo) =>
        onTo == PasskeysPath ? onTo : QueryHelpers.AddQueryString(Authorize[..^1], Parts(onTo).Where(part => !IsAskingAgain(part)));

    private static bool IsAskingAgain(KeyValuePair<string, string?> part) => part.Key is Parameters.Prompt or Parameters.MaxAge;

    private static IEnumerable<KeyValuePair<string, string?>> Parts(string onTo) =>
        QueryHelpers.ParseQuery(onTo[Authorize.Length..]).SelectMany(part => part.Value, (part, value) => KeyValuePair.Create(part.Key, value));

    public static string With(string path, string? onTo) =>
        onTo is null ? path : $"{path}?{ReturnField}={Uri.EscapeDataString(onTo)}";
}
