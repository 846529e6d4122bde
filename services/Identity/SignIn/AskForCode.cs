using System.Globalization;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Directories;
using BusinessFocus.Identity.Passkeys;
using BusinessFocus.Identity.SignIn.Pages;
using Marten;

namespace BusinessFocus.Identity.SignIn;

/// <summary>
/// The first page: <c>GET /sign-in</c> asks for the address, <c>POST /sign-in</c> sends the code. Whoever is signed in sees as whom, or
/// goes on to where they were going.
/// </summary>
public static class AskForCodeEndpoint
{
    private const string EmailField = "email";
    private const int LongestAddress = 254;

    public static void MapAskForCode(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPages.Path, ShowAsync).ExcludeFromDescription();
        routes.MapPost(SignInPages.Path, AskAsync).FromOurPagesOnly().ExcludeFromDescription();
    }

    private static async Task<IResult> ShowAsync(HttpContext context, IQuerySession reads, TimeProvider clock, CancellationToken cancellationToken)
    {
        var onTo = SignInPages.ReturnOf(context.Request.Query[SignInPages.ReturnField]);
        var now = clock.GetUtcNow();
        if (await context.SignedInAsync(reads, now, cancellationToken) is not { } signedIn)
        {
            return Form(context, onTo, email: null, fault: null);
        }

        return onTo is not null && !SignInPages.AsksAgain(onTo)
            ? TypedResults.Redirect(onTo)
            : onTo is not null
                ? Form(context, onTo, signedIn.Account.Email, fault: null)
                : await OwnPage.ShowAsync(context, signedIn, reads, now, cancellationToken);
    }

    private static async Task<IResult> AskAsync(HttpContext context, Codes codes, IConfiguration configuration, CancellationToken cancellationToken)
    {
        var form = await OurForms.ReadAsync(context);
        var (onTo, typed) = (SignInPages.ReturnOf(form[SignInPages.ReturnField]), form[EmailField].ToString());
        if (typed.Length > LongestAddress || !EmailAddress.TryNormalise(typed, out var email))
        {
            return Form(context, onTo, typed.Length > LongestAddress ? null : typed, EmailAddress.WhyNot(typed).In(Languages.Current));
        }

        if (await codes.AskAsync(email, Callers.NetworkOf(Callers.AddressOf(context)), cancellationToken) is not { } secret)
        {
            return TooMany(context, fault => Form(context, onTo, typed, fault, isAboutAddress: false, StatusCodes.Status429TooManyRequests));
        }

        context.KeepAttempt(secret, configuration);
        return new SeeOther(SignInPages.With(SignInPages.CodePath, onTo));
    }

    /// <param name="form">With what is wrong.</param>
    internal static IResult TooMany(HttpContext context, Func<string, IResult> form)
    {
        context.Response.Headers.RetryAfter = CodeLimits.Lately.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return form(Languages.Choose(
            "Härifrån har för många koder begärts. Försök igen om en kvart.", "Too many codes have been asked for from here. Try again in 15 minutes."));
    }

    /// <summary>The form again, with what is wrong.</summary>
    /// <param name="isAboutAddress">Whether the address is what is wrong.</param>
    /// <param name="status">Where something is wrong.</param>
    public static IResult Form(
        HttpContext context, string? onTo, string? email, string? fault, bool isAboutAddress = true, int status = StatusCodes.Status400BadRequest) => context.Show<AskPage>(
        new Dictionary<string, object?>
        {
            [nameof(AskPage.Return)] = onTo,
            [nameof(AskPage.Email)] = email,
            [nameof(AskPage.Fault)] = fault,
            [nameof(AskPage.IsAboutAddress)] = isAboutAddress,
            [nameof(AskPage.HasPasskeys)] = context.RequestServices.GetRequiredService<IConfiguration>().HasPasskeys(),
            [nameof(AskPage.Directory)] = context.RequestServices.GetService<DirectorySettings>()?.Name,
        },
        fault is null ? StatusCodes.Status200OK : status);
}
