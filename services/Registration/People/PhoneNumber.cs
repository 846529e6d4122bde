using PhoneNumbers;

namespace BusinessFocus.Registration.People;

/// <summary>Phone numbers as people in Sweden write them.</summary>
public static class PhoneNumber
{
    private const string Region = "SE";

    /// <summary>The number in E.164, for instance +46302522000.</summary>
    public static bool TryNormalise(string? text, out string e164)
    {
        e164 = "";
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(text, Region);
            if (!numbers.IsValidNumber(number))
            {
                return false;
            }

            e164 = numbers.Format(number, PhoneNumberFormat.E164);
            return true;
        }
        catch (NumberParseException)
        {
            return false;
        }
    }
}
