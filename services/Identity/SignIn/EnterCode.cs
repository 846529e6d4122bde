using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Identity.Sessions;
using BusinessFocus.Identity.SignIn.Pages;
using Marten;

namespace BusinessFocus.Identity.SignIn;

/// <summary>The second page: <c>GET /sign-in/code</c> asks for the code, <c>POST /sign-in/code</c> takes it and goes on.</summary>
public static class EnterCodeEndpoint
{
    private const string CodeField = "code";

    public static void MapEnterCode(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(SignInPages.CodePath, Show).ExcludeFromDescription();
        routes.MapPost(SignInPages.CodePath, EnterAsync).FromOurPagesOnly().ExcludeFromDescription();
    }

    private static IResult Show(HttpContext context, IConfiguration configuration)
    {
        var onTo = SignInPages.ReturnOf(context.Request.Query[SignInPages.ReturnField]);
        return context.Attempt(configuration) is null
            ? TypedResults.Redirect(SignInPages.With(SignInPages.Path, onTo))
            : Form(context, onTo, fault: null, isOver: false);
    }

    private static async Task<IResult> EnterAsync(
        HttpContext context, Codes codes, ISessionFactory sessions, IConfiguration configuration, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await OurForms.ReadAsync(context);
        var (onTo, code) = (SignInPages.ReturnOf(form[SignInPages.ReturnField]), SignInAttempt.CodeIn(form[CodeField]));
        if (context.Attempt(configuration) is not { } secret)
        {
            return new SeeOther(SignInPages.With(SignInPages.Path, onTo));
        }

        if (!SignInAttempt.IsCode(code))
        {
            // Somebody mistyped: it does not count.
            return Form(context, onTo, Languages.Choose("Koden har sex siffror.", "The code has six digits."), isOver: false);
        }

        var guessed = await codes.GuessAsync(secret, code, cancellationToken);
        switch (guessed)
        {
            case { Outcome: GuessOutcome.Right, Account: { } account }:
                context.ForgetAttempt(configuration);
                await context.SignInAsync(account, SignInWay.Code, sessions, clock.GetUtcNow(), cancellationToken);
                return new SeeOther(onTo is null ? SignInPages.Path : SignInPages.WithoutAskingAgain(onTo));
            case { Outcome: GuessOutcome.Wrong }:
                return Form(context, onTo, WrongCode(guessed.GuessesLeft), isOver: false);
            default:
                context.ForgetAttempt(configuration);
                return Form(context, onTo, OverCode(), isOver: true);
        }
    }

    internal static string WrongCode(int guessesLeft) => guessesLeft == 1
        ? Languages.Choose("Fel kod. Du har ett försök kvar.", "Wrong code. You have one try left.")
        : Languages.Choose($"Fel kod. Du har {guessesLeft} försök kvar.", $"Wrong code. You have {guessesLeft} tries left.");

    internal static string OverCode() => Languages.Choose("Koden gäller inte längre. Be om en ny.", "The code no longer works. Ask for a new one.");

    private static IResult Form(HttpContext context, string? onTo, string? fault, bool isOver) => context.Show<CodePage>(
        new Dictionary<string, object?>
        {
            [nameof(CodePage.Return)] = onTo,
            [nameof(CodePage.Fault)] = fault,
            [nameof(CodePage.IsOver)] = isOver,
        },
        fault is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest);
}
