using System.Globalization;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Web.Programme;
using BusinessFocus.Web.Site;

namespace BusinessFocus.Web.Activities;

/// <summary>
/// <c>POST /aktivitet/{words}-{id}</c>: registers whoever filled in the form. What is wrong keeps the form; what went well leads to the
/// registration, or to "open your mail" where the address is confirmed first.
/// </summary>
public static class Register
{
    public const string Name = "contact.name";
    public const string Email = "contact.email";
    public const string Phone = "contact.phone";
    public const string Company = "company.name";
    public const string OrganisationNumber = "company.organisationNumber";
    public const string Seats = "seats";
    public const string Consent = "consent";
    public const string Topic = "conversation.topic";
    public const string Note = "conversation.note";
    public const string Answers = "answers.";

    public static void MapRegister(this IEndpointRouteBuilder routes) => routes.MapForm(ShowActivity.Path, HandleAsync);

    private static async Task<IResult> HandleAsync(
        string address, HttpContext context, Festival calls, ReadFestival festival, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (Links.ActivityIn(address) is not { } id)
        {
            return context.Missing();
        }

        var form = await context.FormAsync();
        if (FaultsIn(form) is { Count: > 0 } faults)
        {
            return await ShowActivity.ShowAsync(id, new TypedForm(form, faults), topic: null, context, calls, festival, clock, cancellationToken);
        }

        try
        {
            var registered = await calls.V1.Activities[id].Registrations.PostAsync(RequestOf(form), cancellationToken: cancellationToken);
            return registered is { Id: { } registration, ManageToken: { } token }
                ? context.GoTo(Links.ToRegistration(registration, token))
                : context.Show<OpenMailPage>(new Dictionary<string, object?>
                {
                    [nameof(OpenMailPage.Email)] = TypedForm.Filled(form, Email),
                    [nameof(OpenMailPage.Back)] = Links.Here(context),
                });
        }
        catch (ProblemException problem) when ((int)problem.Status is 400 or 409 or 422)
        {
            return await ShowActivity.ShowAsync(id, TypedForm.Of(form, problem, Consent), topic: null, context, calls, festival, clock, cancellationToken);
        }
    }

    public static IReadOnlyDictionary<string, string> FaultsIn(IFormCollection form)
    {
        var checks = new FormChecks(form);
        checks.Need(Name, Languages.Choose("Skriv vad du heter.", "Enter your name."));
        checks.NeedEmail(Email, Languages.Choose("Skriv din e-postadress, dit kommer biljetten.", "Enter your email address: we send the ticket there."));
        checks.Refuse(Seats, text => !int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out _), Languages.Choose(
            "Skriv hur många platser du vill ha, med siffror.", "Enter how many seats you want, in digits."));
        checks.NeedTick(Consent, Languages.Choose("Kryssa i rutan: utan uppgifterna kan vi inte anmäla dig.", "Tick the box: we cannot register you without it."));
        return checks.Faults;
    }

    public static RegisterRequest RequestOf(IFormCollection form) => new()
    {
        Contact = new RegisterContactRequest
        {
            Name = form[Name].ToString(),
            Email = form[Email].ToString(),
            Phone = TypedForm.Filled(form, Phone),
            Locale = Languages.Current,
        },
        Company = (TypedForm.Filled(form, Company), TypedForm.Filled(form, OrganisationNumber)) is var (name, number) && (name ?? number) is not null
            ? new RegisterCompanyRequest { Name = name, OrganisationNumber = number }
            : null,
        Seats = int.TryParse(form[Seats], NumberStyles.None, CultureInfo.InvariantCulture, out var seats) ? seats : null,
        Consent = form[Consent] == "true",
        Conversation = TypedForm.Filled(form, Topic) is { } topic ? new RegisterConversationRequest { Topic = topic, Note = TypedForm.Filled(form, Note) } : null,
        Answers = AnswersIn(form),
    };

    private static RegisterRequest_answers? AnswersIn(IFormCollection form)
    {
        var answers = form.Keys
            .Where(key => key.StartsWith(Answers, StringComparison.Ordinal) && TypedForm.Filled(form, key) is not null)
            .ToDictionary(key => key[Answers.Length..], object (key) => form[key].ToString());
        return answers.Count == 0 ? null : new RegisterRequest_answers { AdditionalData = answers };
    }
}
