using BusinessFocus.Contracts;
using BusinessFocus.Registration.Companies;
using BusinessFocus.Registration.Invitations;
using BusinessFocus.Registration.Members;
using BusinessFocus.Registration.Participation;
using BusinessFocus.Registration.Seats;
using BusinessFocus.ServiceDefaults.Store;
using JasperFx.Events.Projections;
using Marten;

namespace BusinessFocus.Registration;

/// <summary>Registration's streams, documents and indexes.</summary>
public static class Store
{
    public static void Configure(StoreOptions options)
    {
        options.RegisterValueType<RegistrationId>();
        options.Projections.Add(new StateProjection<MemberList>(typeof(MemberListPushed)), ProjectionLifecycle.Inline);
        options.Projections.Add(new StateProjection<ToldParticipation>(typeof(ParticipationWasCounted)), ProjectionLifecycle.Inline);
        options.Schema.For<ToldParticipation>().DocumentAlias("told_participation");
        options.Projections.Add(new StateProjection<ToldMetCompanies>(typeof(MetCompaniesWereCounted)), ProjectionLifecycle.Inline);
        options.Schema.For<ToldMetCompanies>().DocumentAlias("told_met_companies");
        options.Projections.Add(new StateProjection<MemberInvitation>(typeof(MembersWereInvited)), ProjectionLifecycle.Inline);
        options.Schema.For<MemberInvitation>().DocumentAlias("member_invitations").Index(invitation => invitation.Association);
        options.Schema.For<InvitationPage>().DocumentAlias("invitation_pages");
        options.Schema.For<MemberList>().DocumentAlias("memberlist");
        options.Schema.For<MembershipAttempt>().DocumentAlias("membership_attempts").UseOptimisticConcurrency(true)
            .Index(attempt => attempt.AskedFor).Index(attempt => attempt.AskedAt);
        options.Schema.For<RegistrationEntry>().DocumentAlias("registration_entries").Duplicate(entry => entry.Contact);
        options.Schema.For<AttendeeEntry>().DocumentAlias("attendee_entries");
        options.Schema.For<ActivityEntry>().DocumentAlias("activity_entries").Duplicate(activity => activity.Edition).Index(activity => activity.EndsAt);
        options.Schema.For<RunningOffer>().DocumentAlias("running_offers").Index(offer => offer.Until);
        options.Schema.For<ConfirmedAddress>().DocumentAlias("confirmed_addresses").Index(address => address.Contact).Index(address => address.Edition);
        options.Schema.For<EditionConsent>().DocumentAlias("edition_consents");
        options.Schema.For<EditionSetting>().DocumentAlias("edition_settings");
        options.Schema.For<EarlierWish>().DocumentAlias("earlier_wishes").Index(wish => wish.Edition);
        options.Schema.For<FreedSlot>().DocumentAlias("freed_slots");
        options.Schema.For<MembersWindow>().DocumentAlias("members_windows").Index(window => window.Until);
        options.Schema.For<UnmaskedRegistrations>().DocumentAlias("unmasked_registrations");
        options.Schema.For<VisitedCompany>().DocumentAlias("visited_companies");
        options.Schema.For<MemberHeaders>().DocumentAlias("member_headers");
        options.Schema.For<CompanyRegister>().DocumentAlias("company_registers");
        options.Storage.ExtendedSchemaObjects.Add(MemberTable.Table);
        options.Storage.ExtendedSchemaObjects.Add(RegisterTable.Table);
    }
}
