using BusinessFocus.Contracts.Identity;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Notifications.Rendering;

namespace BusinessFocus.Notifications.SignIn;

/// <summary>The letters that belong to signing in. Their words are ours alone: a changed template could lead somebody elsewhere.</summary>
public sealed class SignInLetters(PlainLetters letters, Sender sender)
{
    private const string English = "en";

    public RenderedMessage Code(SignInCodeRequested request, DateTimeOffset now)
    {
        var minutes = (int)Math.Ceiling((request.ExpiresAt - now).TotalMinutes);
        var code = $"{request.Code[..3]} {request.Code[3..]}";
        return request.Language == English
            ? Write(request.SignInId, request.Name, request.Email, English, now, "Your sign-in code", $"Your code: {code}",
                [
                    [$"It works for {minutes} minutes, and only in the browser where you asked for it."],
                    ["We never ask you for this code. If you did not ask for it, you do not need to do anything: it opens nothing by itself."],
                ])
            : Write(request.SignInId, request.Name, request.Email, "sv", now, "Din kod för att logga in", $"Din kod: {code}",
                [
                    [$"Den gäller i {minutes} minuter, och bara i webbläsaren där du bad om den."],
                    ["Ingen från oss frågar dig efter koden. Har du inte bett om den behöver du inte göra något: den öppnar ingenting i sig."],
                ]);
    }

    /// <summary>To a member's registered address, which somebody says is theirs.</summary>
    public RenderedMessage MembershipCode(MembershipCodeRequested request, DateTimeOffset now)
    {
        var minutes = (int)Math.Ceiling((request.ExpiresAt - now).TotalMinutes);
        var code = $"{request.Code[..3]} {request.Code[3..]}";
        return request.Language == English
            ? Write(request.CodeId, request.Name, request.Email, English, now, "Your code as a member", $"Your code: {code}",
                [
                    [$"Somebody wants to register as coming from {request.Name}. The code works for {minutes} minutes, and only where it was asked for."],
                    ["Give it only to somebody you know has asked for it. If nobody has, you do not need to do anything: it opens nothing by itself."],
                ])
            : Write(request.CodeId, request.Name, request.Email, "sv", now, "Er kod som medlem", $"Er kod: {code}",
                [
                    [$"Någon vill anmäla sig som kommande från {request.Name}. Koden gäller i {minutes} minuter, och bara där den begärdes."],
                    ["Ge den bara till den som ni vet har bett om den. Har ingen gjort det behöver ni inte göra något: den öppnar ingenting i sig."],
                ]);
    }

    /// <param name="id">The same at every attempt.</param>
    public RenderedMessage Invitation(AccountInvited invited, Guid id, DateTimeOffset now) => invited.Language == English
        ? Write(id, invited.Name, invited.Email, English, now, "You have an account at Business Focus", $"Welcome, {invited.Name}",
            [["You have an account at Business Focus. There is no password: you sign in with a code that we email to this address."]],
            new LinkModel("Sign in", SignInLink))
        : Write(id, invited.Name, invited.Email, "sv", now, "Du har fått ett konto hos Business Focus", $"Välkommen, {invited.Name}",
            [["Du har fått ett konto hos Business Focus. Det finns inget lösenord: du loggar in med en kod som vi mejlar till den här adressen."]],
            new LinkModel("Logga in", SignInLink));

    /// <param name="id">The same at every attempt.</param>
    public RenderedMessage Passkey(PasskeyChanged changed, Guid id, DateTimeOffset now)
    {
        var (sv, en) = (At(changed, "sv"), At(changed, English));
        var (subject, what) = (changed.Language == English, changed.IsAdded) switch
        {
            (true, true) => ("A passkey was added to your account", $"A passkey was added to your account on {en}. It signs you in without an email."),
            (true, false) => ("A passkey was removed from your account", $"A passkey was removed from your account on {en}."),
            (false, true) => ("En nyckel har lagts till i ditt konto", $"En nyckel lades till i ditt konto {sv}. Den loggar in dig utan mejl."),
            (false, false) => ("En nyckel har tagits bort från ditt konto", $"En nyckel togs bort från ditt konto {sv}."),
        };
        return changed.Language == English
            ? Write(id, changed.Name, changed.Email, English, now, subject, subject,
                [[what], ["If it was not you, write to the festival's organisers at once so that they can lock your account."]], new LinkModel("Your passkeys", PasskeysLink))
            : Write(id, changed.Name, changed.Email, "sv", now, subject, subject,
                [[what], ["Var det inte du: skriv genast till festivalens arrangörer, så att de låser ditt konto."]], new LinkModel("Dina nycklar", PasskeysLink));
    }

    /// <summary>When, and in which browser where that is known.</summary>
    private static string At(PasskeyChanged changed, string language) =>
        LocalDates.Of(changed.At).In(language) + (changed.Device.Length > 0 ? $" ({Words.OneLine(changed.Device)})" : "");

    private string PasskeysLink => SignInLink + "/passkeys";

    private string SignInLink => sender.PublicUrl.ToString().TrimEnd('/') + "/sign-in";

    private RenderedMessage Write(
        Guid id,
        string name,
        string address,
        string language,
        DateTimeOffset now,
        string subject,
        string heading,
        IReadOnlyList<IReadOnlyList<string>> paragraphs,
        params IReadOnlyList<LinkModel> links) =>
        letters.Write(id, name, address, language, now, subject, heading, paragraphs, links, new LinkModel(language == English ? "Sign in" : "Logga in", SignInLink));
}
