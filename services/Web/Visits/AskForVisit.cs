using System.Globalization;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;
using BusinessFocus.Web.Topics;

namespace BusinessFocus.Web.Visits;

/// <summary>
/// <c>/bjud-in</c>: a company asks for a visit, in four questions. What is wrong keeps the form; what went well leads to <c>/bjud-in/tack</c>, which
/// thanks and has the link.
/// </summary>
public static class AskForVisit
{
    public const string Path = "/bjud-in";
    public const string Company = "company.name";
    public const string Street = "address.street";
    public const string Area = "address.area";
    public const string Employees = "numberOfEmployees";
    public const string TopicKeys = "topics";
    public const string Name = "contact.name";
    public const string Email = "contact.email";
    public const string Phone = "contact.phone";
    public const string Consent = "consent";

    public static void MapAskForVisit(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Path, (HttpContext context, Festival calls, ReadFestival festival, TimeProvider clock, CancellationToken cancellationToken) =>
            ShowAsync(TypedForm.Empty, context, calls, festival, clock, cancellationToken));
        routes.MapForm(Path, SendAsync);
        routes.MapPage($"{Path}/tack/{{id:guid}}", ThankAsync);
    }

    private static async Task<IResult> ShowAsync(
        TypedForm form, HttpContext context, Festival calls, ReadFestival festival, TimeProvider clock, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (await festival.CurrentAsync(cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionPage>(new Dictionary<string, object?>());
        }

        var days = VisitStages.DaysToChoose(edition, now);
        return edition.Status != EditionStatus.Open || days.Count == 0
            ? context.Show<NoVisitsPage>(new Dictionary<string, object?> { [nameof(NoVisitsPage.Edition)] = edition })
            : context.Show<AskForVisitPage>(
                new Dictionary<string, object?>
                {
                    [nameof(AskForVisitPage.Edition)] = edition,
                    [nameof(AskForVisitPage.Days)] = days,
                    [nameof(AskForVisitPage.Topics)] = await calls.TopicsAsync(cancellationToken),
                    [nameof(AskForVisitPage.Form)] = form,
                    [nameof(AskForVisitPage.Now)] = now,
                },
                form.HasFaults ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK);
    }

    private static async Task<IResult> SendAsync(
        HttpContext context, Festival calls, ReadFestival festival, TimeProvider clock, CancellationToken cancellationToken)
    {
        var form = await context.FormAsync();
        if (await festival.CurrentAsync(cancellationToken) is not { } edition)
        {
            return context.Show<NoEditionPage>(new Dictionary<string, object?>());
        }

        if (FaultsIn(form) is { Count: > 0 } faults)
        {
            return await ShowAsync(new TypedForm(form, faults), context, calls, festival, clock, cancellationToken);
        }

        try
        {
            var asked = (await calls.V1.Editions[edition.Id!.Value.ToString()].VisitRequests.PostAsync(RequestOf(form), cancellationToken: cancellationToken))!;
            return context.GoTo(Links.To($"{Path}/tack/{asked.Id}?token={Uri.EscapeDataString(asked.Token!)}"));
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowAsync(TypedForm.Of(form, problem, Consent), context, calls, festival, clock, cancellationToken);
        }
    }

    private static async Task<IResult> ThankAsync(Guid id, string? token, HttpContext context, Festival calls, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(token)
            ? context.Missing()
            : context.Show<VisitAskedPage>(new Dictionary<string, object?>
            {
                [nameof(VisitAskedPage.Visit)] = await calls.V1.VisitRequests[id].GetAsync(ask => ask.QueryParameters.Token = token, cancellationToken),
                [nameof(VisitAskedPage.Address)] = ShowVisit.Address(id, token),
            });

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(Company, Languages.Choose("Skriv vad företaget heter.", "Enter what the company is called."));
        checks.Need(Street, Languages.Choose("Skriv gata och nummer, så att vi hittar.", "Enter the street and number, so that we can find you."));
        checks.Need(Area, Languages.Choose("Skriv vilken ort det är.", "Enter which town it is in."));
        checks.Refuse(Employees, text => NumberIn(text) is null, Languages.Choose("Skriv antalet med siffror, till exempel 12.", "Enter the number in digits, for example 12."));
        checks.Need(Name, Languages.Choose("Skriv vem vi hör av oss till.", "Enter who we should write to."));
        checks.NeedEmail(Email, Languages.Choose("Skriv en e-postadress, dit mejlar vi förslaget.", "Enter an email address: we send the proposal there."));
        checks.Refuse(Phone, text => !PhoneNumber.TryNormalise(text, out _), Languages.Choose("Telefonnumret ser inte rätt ut. Så här: 070-123 45 67", "The phone number does not look right. Use this format: 070-123 45 67"));
        checks.NeedTick(Consent, Languages.Choose("Kryssa i rutan: utan uppgifterna kan vi inte ordna besöket.", "Tick the box: we cannot arrange the visit without it."));
        return checks.Faults;
    }

    public static AskForVisitRequest RequestOf(IFormCollection form) => new()
    {
        Company = new AskForVisitCompanyPart { Name = form[Company].ToString() },
        Address = new AskForVisitAddressPart { Street = form[Street].ToString(), Area = form[Area].ToString() },
        Contact = new AskForVisitContactPart
        {
            Name = form[Name].ToString(),
            Email = form[Email].ToString(),
            Phone = TypedForm.Filled(form, Phone),
            Locale = Languages.Current,
        },
        Consent = form[Consent] == "true",
        Days = Wishes.DaysIn(form),
        PartOfDay = Wishes.PartOfDayIn(form),
        Topics = Wishes.Ticked(form, TopicKeys).ToList() is { Count: > 0 } topics ? topics : null,
        NumberOfEmployees = NumberIn(TypedForm.Filled(form, Employees)),
        Message = TypedForm.Filled(form, Wishes.Message),
    };

    private static int? NumberIn(string? text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
