using System.Text.Json.Serialization;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.SignIn.Pages;
using BusinessFocus.Identity.Tokens;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// Somebody who has registered, and has no account, shows that an address is theirs: <c>/sign-in/visitor</c> asks for the address and
/// <c>/sign-in/visitor/code</c> for the code. Every address gets a mail, so that nobody learns which ones there are. With the cookie that
/// this gives, <c>POST /sign-in/visitor/token</c> gives a token for calls.
/// </summary>
public static class SignInAsVisitorEndpoint
{
    private const string EmailField = "email";
    private const string CodeField = "code";
    private const int LongestAddress = 254;

    /// <summary>As <c>POST /connect/token</c> answers.</summary>
    public sealed record TokenAnswer(
        [property: JsonPropertyName("access_token")] string AccessToken,
        [property: JsonPropertyName("token_type")] string TokenType,
        [property: JsonPropertyName("expires_in")] int ExpiresIn);

    public static void MapSignInAsVisitor(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPages.VisitorPath, (Delegate)ShowAsync).ExcludeFromDescription();
        routes.MapPost(SignInPages.VisitorPath, AskAsync).FromOurPagesOnly().ExcludeFromDescription();
        routes.MapGet(SignInPages.VisitorCodePath, ShowCode).ExcludeFromDescription();
        routes.MapPost(SignInPages.VisitorCodePath, EnterAsync).FromOurPagesOnly().ExcludeFromDescription();
        routes.MapPost(SignInPages.VisitorTokenPath, GiveTokenAsync).FromOurPagesOnly().ExcludeFromDescription();
        routes.MapPost(SignInPages.VisitorOutPath, (Delegate)LeaveAsync).FromOurPagesOnly().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext context) => await context.VisitorAsync() is { } email
        ? context.Show<VisitorPage>(new Dictionary<string, object?> { [nameof(VisitorPage.Email)] = email })
        : AskForm(context, email: null, fault: null);

    private static async Task<IResult> AskAsync(HttpContext context, Codes codes, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var typed = (await OurForms.ReadAsync(context))[EmailField].ToString();
        if (typed.Length > LongestAddress || !EmailAddress.TryNormalise(typed, out var email))
        {
            return AskForm(context, typed.Length > LongestAddress ? null : typed, EmailAddress.WhyNot(typed).In(Languages.Current));
        }

        if (await codes.AskAsVisitorAsync(email, Callers.NetworkOf(Callers.AddressOf(context)), Languages.Current, cancellationToken) is not { } secret)
        {
            return AskForCodeEndpoint.TooMany(context, fault => AskForm(context, typed, fault, isAboutAddress: false, StatusCodes.Status429TooManyRequests));
        }

        context.KeepVisitorsAttempt(secret, email, configuration);
        return new SeeOther(SignInPages.VisitorCodePath);
    }

    private static IResult ShowCode(HttpContext context, IConfiguration configuration) =>
        context.VisitorsAttempt(configuration) is null ? TypedResults.Redirect(SignInPages.VisitorPath) : CodeForm(context, fault: null, isOver: false);

    private static async Task<IResult> EnterAsync(
        HttpContext context, Codes codes, IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        var code = SignInAttempt.CodeIn((await OurForms.ReadAsync(context))[CodeField]);
        if (context.VisitorsAttempt(configuration) is not var (secret, email))
        {
            return new SeeOther(SignInPages.VisitorPath);
        }

        if (!SignInAttempt.IsCode(code))
        {
            return CodeForm(context, Languages.Choose("Koden har sex siffror.", "The code has six digits."), isOver: false);
        }

        var guessed = await codes.GuessAsVisitorAsync(secret, code, cancellationToken);
        switch (guessed.Outcome)
        {
            case GuessOutcome.Right:
                context.ForgetVisitorsAttempt(configuration);
                await context.SignInVisitorAsync(email, clock.GetUtcNow());
                return new SeeOther(SignInPages.VisitorPath);
            case GuessOutcome.Wrong:
                return CodeForm(context, EnterCodeEndpoint.WrongCode(guessed.GuessesLeft), isOver: false);
            default:
                context.ForgetVisitorsAttempt(configuration);
                return CodeForm(context, EnterCodeEndpoint.OverCode(), isOver: true);
        }
    }

    private static async Task<IResult> GiveTokenAsync(HttpContext context, VisitorTokens tokens)
    {
        context.Response.Headers.CacheControl = "no-store";
        return await context.VisitorAsync() is { } email
            ? TypedResults.Ok(new TokenAnswer(tokens.Of(email), "Bearer", (int)Lifetimes.Person.TotalSeconds))
            : HttpProblems.Unauthenticated.ToAnswer();
    }

    private static async Task<IResult> LeaveAsync(HttpContext context)
    {
        await context.SignOutVisitorAsync();
        return new SeeOther(SignInPages.VisitorPath);
    }

    private static IResult AskForm(
        HttpContext context, string? email, string? fault, bool isAboutAddress = true, int status = StatusCodes.Status400BadRequest) => context.Show<AskPage>(
        new Dictionary<string, object?>
        {
            [nameof(AskPage.Action)] = SignInPages.VisitorPath,
            [nameof(AskPage.Email)] = email,
            [nameof(AskPage.Fault)] = fault,
            [nameof(AskPage.IsAboutAddress)] = isAboutAddress,
        },
        fault is null ? StatusCodes.Status200OK : status);

    private static IResult CodeForm(HttpContext context, string? fault, bool isOver) => context.Show<CodePage>(
        new Dictionary<string, object?>
        {
            [nameof(CodePage.IsVisitors)] = true,
            [nameof(CodePage.Fault)] = fault,
            [nameof(CodePage.IsOver)] = isOver,
        },
        fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
