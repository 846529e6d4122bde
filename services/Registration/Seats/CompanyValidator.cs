using BusinessFocus.Domain.Texts;
using BusinessFocus.Hosting.Http;
using BusinessFocus.Registration.People;
using FluentValidation;

namespace BusinessFocus.Registration.Seats;

/// <summary>Which company they come from, wherever somebody registers.</summary>
public sealed class CompanyValidator : AbstractValidator<Register.CompanyRequest>
{
    public CompanyValidator()
    {
        RuleFor(company => company.Name).OptionalText(200);
        RuleFor(company => company.OrganisationNumber)
            .Must(number => string.IsNullOrWhiteSpace(number) || OrganisationNumber.TryParse(number, out _))
            .WithMessage((_, number) => OrganisationNumber.WhyNot(number).In(Languages.Current));
    }
}
