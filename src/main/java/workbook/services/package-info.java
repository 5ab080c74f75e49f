/// The fault lab: web services and a database on loopback, for the lessons on real applications.
///
/// What a service answers, and how badly, is scripted beforehand; what it was asked is in its log.
/// Begin with [Service].
package workbook.services;
