using BusinessFocus.Domain.People;
using BusinessFocus.Domain.Texts;

namespace BusinessFocus.Web.Site;

/// <summary>What anybody can forget or mistype in a form, said as a neighbour would, in the order in which it is checked; the interface has the last word.</summary>
public sealed class FormChecks(IFormCollection form)
{
    private readonly Dictionary<string, string> faults = [];

    /// <summary>By field.</summary>
    public IReadOnlyDictionary<string, string> Faults => faults;

    public void Need(string field, string fault)
    {
        if (TypedForm.Filled(form, field) is null)
        {
            faults[field] = fault;
        }
    }

    /// <summary>What was left empty is not wrong.</summary>
    public void Refuse(string field, Func<string, bool> isWrong, string fault)
    {
        if (TypedForm.Filled(form, field) is { } text && isWrong(text))
        {
            faults[field] = fault;
        }
    }

    public void NeedTick(string field, string fault)
    {
        if (form[field] != "true")
        {
            faults[field] = fault;
        }
    }

    /// <param name="fault">Where it was left empty.</param>
    public void NeedEmail(string field, string fault)
    {
        Need(field, fault);
        Refuse(field, text => !EmailAddress.TryNormalise(text, out _), Languages.Choose(
            "E-postadressen ser inte rätt ut. Så här: kim@foretaget.se", "The email address does not look right. Use this format: kim@company.se"));
    }
}
