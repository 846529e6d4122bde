using BusinessFocus.Web.Site;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Site;

/// <summary>What the interface says of a field stands at that field: its technical name says nothing to whoever reads it.</summary>
public sealed class SayingFaultsPlainly
{
    [Theory]
    [InlineData("sv-SE", "\"reason\" måste anges.", "Fyll i det här.")]
    [InlineData("sv-SE", "'override.reason' måste anges.", "Fyll i det här.")]
    [InlineData("sv-SE", "\"capacity\" måste vara större än eller lika med '0'.", "Det här måste vara större än eller lika med '0'.")]
    [InlineData("sv-SE", "Texten innehåller styrtecken.", "Texten innehåller styrtecken.")]
    [InlineData("en-GB", "'reason' must not be empty.", "Fill this in.")]
    [InlineData("en-GB", "The length of 'name' must be 120 characters or fewer. You entered 160 characters.", "This must be 120 characters or fewer. You entered 160 characters.")]
    [InlineData("en-GB", "'email' is not a valid email address.", "This is not a valid email address.")]
    public void A_fault_is_said_without_the_name_of_its_field(string language, string said, string read) =>
        Some.In(language, () => TypedForm.Plainly(said)).ShouldBe(read);
}
